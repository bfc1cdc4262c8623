using System.Collections.Generic;

namespace Legacy
{
    internal enum Token
    {
        End,
        Number,
        Text,
        Name,
        Symbol,
        Keyword,
    }

    /// <summary>The words that BASIC knows.</summary>
    internal static class Keywords
    {
        internal static readonly string[] Statements =
        {
            "PRINT", "LET", "IF", "GOTO", "GOSUB", "RETURN", "FOR", "NEXT", "DIM", "READ", "DATA", "RESTORE", "REM", "END", "POKE",
            "PLOT", "HLIN", "SHOW", "CLS", "PLAY", "SAVE", "LOAD", "RANDOMIZE", "ON", "STOP", "TRACE", "DUMP", "SWAP",
        };

        internal static readonly string[] Others = { "THEN", "ELSE", "TO", "STEP", "AND", "OR", "NOT", "MOD", "TAB", "SPC" };

        private static readonly Dictionary<string, int> numbers;
        private static int longest;

        static Keywords()
        {
            numbers = new Dictionary<string, int>();
            foreach (string word in Statements)
            {
                numbers[word] = numbers.Count;
            }

            foreach (string word in Others)
            {
                numbers[word] = numbers.Count;
            }

            foreach (string word in numbers.Keys)
            {
                if (word.Length > longest)
                {
                    longest = word.Length;
                }
            }
        }

        internal static bool Is(string word) => word.Length <= longest && numbers.ContainsKey(word);

        internal static int NumberOf(string word) => numbers.TryGetValue(word, out int number) ? number : -1;
    }
}
