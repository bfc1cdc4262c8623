using System.Globalization;
using System.Net;

namespace Vimage.Net;

/// <summary>
/// Reads rules as <c>pf.conf(5)</c> has them. One token at a time decides; where none fits, the error says which would.
/// </summary>
internal sealed partial class PfParser(string text)
{
    private readonly List<PfToken> _tokens = PfLexer.Read(text);
    private readonly List<PfTranslation> _translations = [];
    private readonly List<string> _skip = [];
    private readonly Dictionary<string, IReadOnlyList<IPNetwork>> _tables = [];
    private PfRuleset _set = new();
    private PfAction _blockAction = PfAction.Drop;
    private int _position;

    private PfToken Current => _tokens[_position];

    internal PfRuleset ParseRuleset()
    {
        List<PfStatement> statements = [];
        SkipLines();
        while (!Current.IsEnd)
        {
            if (Current.Is("set"))
            {
                ParseOption();
            }
            else if (Current.Is("table"))
            {
                ParseTable();
            }
            else if (Current.Is("nat") || Current.Is("rdr"))
            {
                ParseTranslation();
            }
            else
            {
                ParseStatement(statements, 0, "'pass', 'block', 'anchor', 'nat', 'rdr', 'table' or 'set'");
            }

            EndLine();
        }

        return _set with { Statements = statements, Translations = _translations, Skip = _skip, Tables = _tables };
    }

    private PfToken Take()
    {
        PfToken token = Current;
        _position += token.IsEnd ? 0 : 1;
        return token;
    }

    private bool TryTake(string word)
    {
        bool isThere = Current.Is(word);
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(string word)
    {
        if (!TryTake(word))
        {
            throw Expected($"'{word}'");
        }
    }

    private string TakeName(string what)
    {
        PfToken token = Current;
        bool isSign = !token.IsQuoted && token.Text.Length > 0 && token.Text is "{" or "}" or "(" or ")" or "," or "<" or ">" or "=" or "!" or "/" or "->" or "!=" or "<=" or ">=";
        return token.Text.Length == 0 || isSign ? throw Expected(what) : Take().Text;
    }

    private int TakeNumber(int most)
    {
        return int.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most
            ? Taken(number)
            : throw Expected(string.Create(CultureInfo.InvariantCulture, $"a number of 0 to {most}"));
    }

    private T Taken<T>(T value)
    {
        _position++;
        return value;
    }

    private void SkipLines()
    {
        while (Current.IsEndOfLine && !Current.IsEnd)
        {
            _position++;
        }
    }

    private void EndLine()
    {
        if (!Current.IsEndOfLine)
        {
            throw Expected("the end of the line");
        }

        SkipLines();
    }

    private PfSyntaxException Expected(string what) => new(Current.Line, Current.Column, what, Current.ToString());

    /// <summary>Reads one, or several in braces.</summary>
    private List<T> ParseList<T>(Func<T> parse)
    {
        if (!TryTake("{"))
        {
            return [parse()];
        }

        List<T> all = [];
        SkipLines();
        do
        {
            all.Add(parse());
            SkipLines();
            _ = TryTake(",");
            SkipLines();
        }
        while (!Current.Is("}") && !Current.IsEnd);

        Expect("}");
        return all;
    }
}
