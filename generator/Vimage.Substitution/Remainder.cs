namespace Vimage.Substitution;

/// <summary>A use of an accessor whose code is not that of a plain static.</summary>
/// <param name="Accessor">The accessor, as <c>Type.V_x</c>.</param>
/// <param name="Method">The method with the use, as <c>Type.Method</c>.</param>
/// <param name="Offset">The offset of the use in the method's IL.</param>
/// <param name="Reason">Why.</param>
public sealed record Remainder(string Accessor, string Method, int Offset, RemainderReason Reason);
