using System.Reflection.Metadata;

namespace Vimage.Substitution.Symbols;

/// <summary>
/// The custom debug information that speaks of offsets in code: that of iterators and async methods (Portable PDB specification,
/// "CustomDebugInformation Table").
/// </summary>
internal static class StateMachineBlobs
{
    private static readonly Guid s_hoistedLocalScopes = new("6DA9A61E-F8C7-4874-BE62-68BC5630DF71");
    private static readonly Guid s_asyncStepping = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");

    /// <summary>Returns a blob with each offset mapped; <see langword="null"/> if this kind of information has none.</summary>
    internal static BlobBuilder? Map(Guid kind, BlobReader blob, Func<int, int> map) =>
        kind == s_hoistedLocalScopes ? MapScopes(blob, map)
        : kind == s_asyncStepping ? MapStepping(blob, map)
        : null;

    private static BlobBuilder MapScopes(BlobReader blob, Func<int, int> map)
    {
        BlobBuilder mapped = new();
        while (blob.RemainingBytes > 0)
        {
            int start = blob.ReadInt32();
            int length = blob.ReadInt32();
            mapped.WriteInt32(map(start));
            mapped.WriteInt32(map(start + length) - map(start));
        }

        return mapped;
    }

    private static BlobBuilder MapStepping(BlobReader blob, Func<int, int> map)
    {
        BlobBuilder mapped = new();

        // One more than the offset; zero where there is no handler.
        int handler = blob.ReadInt32();
        mapped.WriteInt32(handler == 0 ? 0 : map(handler - 1) + 1);
        while (blob.RemainingBytes > 0)
        {
            mapped.WriteInt32(map(blob.ReadInt32()));
            mapped.WriteInt32(map(blob.ReadInt32()));
            mapped.WriteCompressedInteger(blob.ReadCompressedInteger());
        }

        return mapped;
    }
}
