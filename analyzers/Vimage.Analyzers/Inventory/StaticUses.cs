using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers.Inventory;

/// <summary>What a whole compilation does with one static.</summary>
internal sealed class StaticUses
{
    private int _total;
    private int _handedOut;
    private int _writtenAtStart;
    private int _writtenLater;
    private int _writtenContents;

    internal bool IsUsed => _total > 0;

    internal bool IsHandedOut => _handedOut > 0;

    internal bool IsWrittenAtStart => _writtenAtStart > 0;

    internal bool IsWrittenLater => _writtenLater > 0;

    internal bool HasWrittenContents => _writtenContents > 0;

    /// <summary>Counts a use.</summary>
    /// <param name="access">What it does.</param>
    /// <param name="user">The member that it is in.</param>
    internal void Add(StaticAccess access, ISymbol user)
    {
        Interlocked.Increment(ref _total);
        switch (access)
        {
            case StaticAccess.HandOut:
                Interlocked.Increment(ref _handedOut);
                break;
            case StaticAccess.Write or StaticAccess.WriteContents when IsStart(user):
                Interlocked.Increment(ref _writtenAtStart);
                break;
            case StaticAccess.Write:
                Interlocked.Increment(ref _writtenLater);
                break;
            case StaticAccess.WriteContents:
                Interlocked.Increment(ref _writtenContents);
                break;
        }
    }

    // Before anybody else can look: initializers, and what runs once when the type or the assembly is first used.
    private static bool IsStart(ISymbol user) => user is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true }
        || user is IMethodSymbol { MethodKind: MethodKind.StaticConstructor }
        || user.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ModuleInitializerAttribute");
}
