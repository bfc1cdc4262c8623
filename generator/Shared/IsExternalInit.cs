namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to compile records and <c>init</c> on netstandard2.0.</summary>
internal static class IsExternalInit;
