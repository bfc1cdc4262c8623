using Microsoft.CodeAnalysis;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Scanning.Uses;

/// <summary>What all the uses of one static come to.</summary>
internal sealed class StaticUses
{
    private readonly Dictionary<(string Member, WriteTime Time), int> _writers = [];
    private readonly HashSet<(string File, int Position)> _seen = [];

    internal int Reads { get; private set; }

    internal int Locks { get; private set; }

    internal int HandedOut { get; private set; }

    internal int Assignments { get; private set; }

    internal Trap Traps { get; private set; }

    internal IReadOnlyList<Writer> Writers =>
        [.. _writers.Select(static each => new Writer(each.Key.Member, each.Key.Time, each.Value)).OrderBy(static each => each.Time).ThenBy(static each => each.Member, StringComparer.Ordinal)];

    /// <summary>Adds a use, unless another project that has the file has added it.</summary>
    /// <param name="name">The use.</param>
    /// <param name="access">What it does.</param>
    /// <param name="needs">What it needs.</param>
    /// <param name="helpers">Who can tell what else runs while a type is initialized.</param>
    internal void Add(SyntaxToken name, Access access, UseNeeds needs, InitializationHelpers helpers)
    {
        if (!_seen.Add((name.SyntaxTree!.FilePath, name.SpanStart)))
        {
            return;
        }

        Traps |= (needs.HasFlag(UseNeeds.Address) ? Trap.AddressTaken : Trap.None)
            | (needs.HasFlag(UseNeeds.ExpressionTree) ? Trap.ExpressionTree : Trap.None)
            | ((needs & (UseNeeds.AwaitedWrite | UseNeeds.HeldOverAwait)) != 0 ? Trap.Await : Trap.None);
        switch (access)
        {
            case Access.Read:
                Reads++;
                break;
            case Access.Lock:
                Locks++;
                break;
            case Access.HandOut:
                HandedOut++;
                break;
            case Access.Write or Access.WriteContents:
                Assignments += access == Access.Write ? 1 : 0;
                (string Member, WriteTime Time) writer = WriteTimes.Of(name.Parent!);
                if (writer.Time == WriteTime.Later && helpers.Contain(name.Parent!))
                {
                    writer.Time = WriteTime.StaticConstructor;
                }

                _writers[writer] = _writers.GetValueOrDefault(writer) + 1;
                break;
        }
    }

    internal void Add(Trap trap) => Traps |= trap;
}
