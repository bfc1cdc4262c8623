using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>Finds the parameter that an argument is for.</summary>
internal static class ArgumentParameter
{
    internal static IParameterSymbol? Of(ArgumentSyntax argument, SemanticModel model)
    {
        // An argument's parent is a tuple where it is an element of one.
        if (argument.Parent is not BaseArgumentListSyntax list)
        {
            return null;
        }

        IReadOnlyList<IParameterSymbol> parameters = model.GetSymbolInfo(list.Parent!).Symbol switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol indexer => indexer.Parameters,
            _ => [],
        };
        if (argument.NameColon is { Name.Identifier.ValueText: var name })
        {
            return parameters.FirstOrDefault(parameter => parameter.Name == name);
        }

        int index = list.Arguments.IndexOf(argument);
        return index < parameters.Count ? parameters[index]
            : parameters is [.., { IsParams: true } last] ? last
            : null;
    }
}
