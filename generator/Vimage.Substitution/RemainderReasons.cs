namespace Vimage.Substitution;

/// <summary>The reasons, in words for the build's log.</summary>
internal static class RemainderReasons
{
    internal static string Describe(this RemainderReason reason) => reason switch
    {
        RemainderReason.Volatile => "the field is volatile, and the method can't be moved together with its symbols (is DebugType portable, embedded or none?)",
        RemainderReason.NotTheFieldAlone => "the accessor does more than touch its field",
        RemainderReason.NotACall => "the accessor is used as a delegate or in an expression tree",
        RemainderReason.Prefixed => "the call has a prefix",
        RemainderReason.SharedReference => "a delegate or an expression tree uses the same accessor of that generic type",
        RemainderReason.CopyWithoutSymbols => "the field is copied first, which only a portable PDB could tell from a copy in the source",
        RemainderReason.CopyForUnknownMethod =>
            "the readonly field is copied first, because the called method was not found in the references",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
