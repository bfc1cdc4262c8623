using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>Breaks code as people do while they type: tokens go missing, come twice, change places.</summary>
internal sealed class TokenMutator(int seed)
{
    private const int MaxChanges = 3;

    private readonly Random _random = new(seed);

    /// <summary>Returns the text with one to three tokens deleted, duplicated or swapped.</summary>
    internal string Mutate(string source)
    {
        List<string> tokens =
        [
            .. CSharpSyntaxTree.ParseText(source, AllRules.ParseOptions).GetRoot().DescendantTokens(descendIntoTrivia: true)
                .Select(static token => token.ToFullString()),
        ];
        int changes = _random.Next(1, MaxChanges + 1);
        for (int i = 0; i < changes && tokens.Count > 1; i++)
        {
            int at = _random.Next(tokens.Count);
            int other = _random.Next(tokens.Count);
            switch (_random.Next(3))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(other, tokens[at]);
                    break;
                default:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    internal T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
