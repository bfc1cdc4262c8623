using Vimage.Migration.Globals;

namespace Vimage.Migration.Scanning;

/// <summary>What is known about a static.</summary>
/// <param name="Global">The static.</param>
/// <param name="Symbol">Its documentation comment id, which names it in gate files: <c>F:Ns.Type.field</c>.</param>
/// <param name="Type">Its type, as C# writes it.</param>
/// <param name="Mutability">What about it can change.</param>
/// <param name="Reads">How many places read it.</param>
/// <param name="Writers">Who assigns it or writes its contents.</param>
/// <param name="HandedOut">How many places hand out what it holds, which others may then write.</param>
/// <param name="Traps">What a careless change would break.</param>
/// <param name="Class">The suggested class.</param>
/// <param name="Reason">Why.</param>
public sealed record StaticFinding(
    GlobalVariable Global,
    string Symbol,
    string Type,
    Mutability Mutability,
    int Reads,
    IReadOnlyList<Writer> Writers,
    int HandedOut,
    Trap Traps,
    StaticClass Class,
    string Reason)
{
    /// <summary>Gets the line of the declaration, from 1.</summary>
    public int Line => Global.Project.Files[Global.Key.FilePath].GetText().Lines.GetLineFromPosition(Global.Key.Position).LineNumber + 1;

    /// <summary>Gets a value indicating whether a person has to decide about it.</summary>
    public bool NeedsClass => Mutability != Mutability.Immutable && Class != StaticClass.Virtualized;
}
