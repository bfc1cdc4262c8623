using Vimage.Proof.Metadata;

namespace Vimage.Proof.Il;

/// <summary>Compares the IL of a pair of methods.</summary>
internal static class IlComparer
{
    internal static readonly IlComparison NotCompared = new(IlGrade.NotCompared, [], []);

    /// <summary>Compares a method with its counterpart.</summary>
    internal static IlComparison Compare(AssemblyImage before, AssemblyImage after, MethodPair pair)
    {
        IlBody body = IlReader.Read(before, pair.Before.Handle);
        if (pair.After is null)
        {
            return new IlComparison(IlGrade.Missing, IlNormalizer.ToLines(body), []);
        }

        IlBody other = IlReader.Read(after, pair.After.Handle);
        if (body.ToLines().SequenceEqual(other.ToLines()))
        {
            return new IlComparison(body.Instructions.Count == 0 ? IlGrade.NoBody : IlGrade.Identical, [], []);
        }

        List<string> normalized = IlNormalizer.ToLines(body);
        List<string> otherNormalized = IlNormalizer.ToLines(other);
        return normalized.SequenceEqual(otherNormalized)
            ? new IlComparison(IlGrade.IdenticalModuloNops, [], [])
            : new IlComparison(IlGrade.Different, normalized, otherNormalized);
    }
}
