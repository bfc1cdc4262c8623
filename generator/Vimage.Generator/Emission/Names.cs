using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Generator.Emission;

/// <summary>The names that generated code uses and users don't see.</summary>
internal static class Names
{
    internal const string State = "__VnetState";
    internal const string Module = "__VnetModule";
    internal const string Published = "__VnetPublished";
    internal const string Current = "__VnetCurrent";
    internal const string Init = "__VnetInit";
    internal const string Uninit = "__VnetUninit";
    internal const string Clone = "__VnetClone";
    internal const string Register = "__VnetRegister";
    internal const string CompilerRunEnded = "__vnetCompilerRunEnded";
    internal const string None = "__VnetNone";
    internal const string InitializeStates = "__VnetInitializeStates";
    internal const string StatesInitialized = "__vnetStatesInitialized";
    internal const string InitRan = "__vnetInitRan";

    internal const string Services = "global::Vimage.CompilerServices.";
    internal const string Vnet = "global::Vimage.Vnet";
    internal const string BoxedState = Services + "VnetState<" + State + ">";

    internal const string GeneratedCode =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"Vimage.Generator\", \"" + ThisGenerator.Version + "\")]";

    internal const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl("
        + "global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)] ";

    internal const string Unscoped = "[global::System.Diagnostics.CodeAnalysis.UnscopedRef] ";

    internal const string AsState = "global::System.Runtime.CompilerServices.Unsafe.As<" + BoxedState + ">";

    /// <summary>A string as a literal.</summary>
    internal static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The method that runs the field initializers of a part over a state.</summary>
    internal static string Initialize(string part) => "__VnetInitialize_" + part;

    /// <summary>The constant with the variables of a part that other assemblies can use.</summary>
    internal static string Layout(string part) => "__VnetLayout_" + part;

    /// <summary>The method that copies the values of a part from one state to another.</summary>
    internal static string Copy(string part) => "__VnetCopy_" + part;

    /// <summary>The method that assigns the fields of a state struct, and is never called.</summary>
    internal static string Assign(string part) => "__VnetAssign_" + part;

    /// <summary>The method that tells the variables of a part that have a name.</summary>
    internal static string Describe(string part) => "__VnetDescribe_" + part;

    /// <summary>The method that adopts what the compiler's run has produced for a part.</summary>
    internal static string Adopt(string part) => "__VnetAdopt_" + part;
}
