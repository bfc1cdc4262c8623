using System.Reflection.Metadata;

namespace Vimage.Substitution.Metadata;

/// <summary>What a portable PDB says about a method: where statements begin, and which variables the source names.</summary>
internal sealed class MethodSymbols
{
    private readonly HashSet<int> _offsets = [];
    private readonly List<(int Variable, int Start, int End)> _scopes = [];

    private MethodSymbols(MetadataReader symbols, MethodDefinitionHandle method, SequencePointCollection points)
    {
        foreach (SequencePoint point in points)
        {
            _offsets.Add(point.Offset);
        }

        foreach (LocalScopeHandle handle in symbols.GetLocalScopes(method))
        {
            LocalScope scope = symbols.GetLocalScope(handle);
            _offsets.Add(scope.StartOffset);
            _offsets.Add(scope.EndOffset);
            foreach (LocalVariableHandle variable in scope.GetLocalVariables())
            {
                _scopes.Add((symbols.GetLocalVariable(variable).Index, scope.StartOffset, scope.EndOffset));
            }
        }
    }

    /// <summary>Reads what is said about a method.</summary>
    /// <returns><see langword="null"/> if that is nothing: then not even its variables are there.</returns>
    internal static MethodSymbols? Read(MetadataReader symbols, MethodDefinitionHandle method)
    {
        MethodDebugInformation information = symbols.GetMethodDebugInformation(method);
        return information.SequencePointsBlob.IsNil ? null : new MethodSymbols(symbols, method, information.GetSequencePoints());
    }

    /// <summary>
    /// Returns whether a statement, or a hidden part of one, or a scope begins after <paramref name="start"/> and before
    /// <paramref name="end"/>.
    /// </summary>
    internal bool HasOffsetBetween(int start, int end)
    {
        for (int offset = start + 1; offset < end; offset++)
        {
            if (_offsets.Contains(offset))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a local variable is one of the source at an offset. The compiler reuses variables.</summary>
    internal bool IsNamed(int variable, int offset)
    {
        foreach ((int each, int start, int end) in _scopes)
        {
            if (each == variable && offset >= start && offset < end)
            {
                return true;
            }
        }

        return false;
    }
}
