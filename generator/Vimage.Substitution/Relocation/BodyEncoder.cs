using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Relocation;

/// <summary>Encodes whole method bodies: header, code and exception regions (ECMA-335 II.25.4).</summary>
/// <param name="bodies">Where they go.</param>
internal sealed class BodyEncoder(BlobBuilder bodies)
{
    private readonly MethodBodyStreamEncoder _encoder = new(bodies);

    /// <summary>Adds a body to those that are to be appended to the file.</summary>
    /// <returns>Its offset among them.</returns>
    internal int Add(MethodBodyBlock original, MethodCode method, PrefixedCode code)
    {
        ImmutableArray<ExceptionRegion> regions = method.Regions;
        MethodBodyStreamEncoder.MethodBody body = _encoder.AddMethodBody(
            code.Size,
            original.MaxStack,
            regions.Length,
            ExceptionRegionEncoder.IsSmallRegionCount(regions.Length) && regions.All(region => IsSmall(region, code)),
            original.LocalSignature,
            original.LocalVariablesInitialized ? MethodBodyAttributes.InitLocals : MethodBodyAttributes.None,
            method.Instructions.Any(static instruction => instruction.Is(OpCodes.Localloc)));
        new BlobWriter(body.Instructions).WriteBytes(code.ToBytes());
        foreach (ExceptionRegion region in regions)
        {
            _ = body.ExceptionRegions.Add(
                region.Kind,
                code.Map(region.TryOffset),
                LengthOf(region.TryOffset, region.TryLength, code),
                code.Map(region.HandlerOffset),
                LengthOf(region.HandlerOffset, region.HandlerLength, code),
                region.CatchType,
                region.Kind == ExceptionRegionKind.Filter ? code.Map(region.FilterOffset) : 0);
        }

        return body.Offset;
    }

    private static bool IsSmall(ExceptionRegion region, PrefixedCode code) =>
        ExceptionRegionEncoder.IsSmallExceptionRegion(
            code.Map(region.TryOffset), LengthOf(region.TryOffset, region.TryLength, code))
        && ExceptionRegionEncoder.IsSmallExceptionRegion(
            code.Map(region.HandlerOffset), LengthOf(region.HandlerOffset, region.HandlerLength, code));

    private static int LengthOf(int start, int length, PrefixedCode code) => code.Map(start + length) - code.Map(start);
}
