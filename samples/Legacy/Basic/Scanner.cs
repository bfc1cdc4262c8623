using System.Globalization;

namespace Legacy
{
    /// <summary>Cuts a line into tokens. The token that was read last is in static variables.</summary>
    internal static class Scanner
    {
        private static string text = "";
        private static int position, start;
        internal static Token kind;
        internal static string word = "";
        internal static double number;
        private static int _pushed;
        private static readonly string[] doubled = { "<=", ">=", "<>" };

        internal static void Open(string line)
        {
            text = line;
            position = 0;
            _pushed = 0;
            Advance();
        }

        internal static int Here() => start;

        internal static void Seek(int to)
        {
            position = to;
            Advance();
        }

        internal static string Rest() => text.Substring(position);

        internal static void Advance()
        {
            if (_pushed > 0)
            {
                _pushed--;
                return;
            }

            SkipBlanks(ref position);
            start = position;
            if (position >= text.Length)
            {
                kind = Token.End;
                word = "";
                return;
            }

            char c = text[position];
            if (char.IsDigit(c) || c == '.')
            {
                ScanNumber();
            }
            else if (char.IsLetter(c))
            {
                ScanWord();
            }
            else if (c == '"')
            {
                ScanText();
            }
            else
            {
                ScanSymbol();
            }
        }

        private static void SkipBlanks(ref int at)
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        private static void ScanNumber()
        {
            int from = position;
            while (position < text.Length && (char.IsDigit(text[position]) || text[position] == '.'))
            {
                position++;
            }

            kind = Token.Number;
            word = text.Substring(from, position - from);
            number = double.Parse(word, CultureInfo.InvariantCulture);
        }

        private static void ScanWord()
        {
            int from = position;
            while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '$'))
            {
                position++;
            }

            word = Pool<string>.Intern(text.Substring(from, position - from).ToUpperInvariant());
            kind = Keywords.Is(word) ? Token.Keyword : Token.Name;
        }

        private static void ScanText()
        {
            int end = text.IndexOf('"', position + 1);
            if (end < 0)
            {
                throw new BasicException(ErrorCode.Syntax);
            }

            kind = Token.Text;
            word = text.Substring(position + 1, end - position - 1);
            position = end + 1;
        }

        private static void ScanSymbol()
        {
            kind = Token.Symbol;
            foreach (string symbol in doubled)
            {
                if (string.CompareOrdinal(text, position, symbol, 0, 2) == 0)
                {
                    word = symbol;
                    position += 2;
                    return;
                }
            }

            word = text.Substring(position++, 1);
        }

        internal static void PushBack() => _pushed++;

        internal static bool Take(string expected)
        {
            if (word != expected || kind == Token.Text)
            {
                return false;
            }

            Advance();
            return true;
        }

        internal static void Expect(string expected)
        {
            if (!Take(expected))
            {
                throw new BasicException(ErrorCode.Syntax);
            }
        }

        internal static string TakeName()
        {
            if (kind != Token.Name)
            {
                throw new BasicException(ErrorCode.Syntax);
            }

            string name = word;
            Advance();
            return name;
        }
    }
}
