using System.Globalization;
using System.Text;

namespace Legacy
{
    /// <summary>The terminal: keeps the column, and what was printed.</summary>
    internal static class Terminal
    {
        private const int ZoneWidth = 14;

        private static readonly StringBuilder output = new StringBuilder();
        private static StringBuilder line = new StringBuilder();
        private static int column, lines;
        internal static int Width = 72;

        internal static event LineHandler LinePrinted;

        internal delegate void LineHandler(string text);

        internal static void Write(string text)
        {
            foreach (char c in text)
            {
                if (column >= Width)
                {
                    NewLine();
                }

                line.Append(c);
                column++;
            }
        }

        internal static void WriteLine(string text)
        {
            Write(text);
            NewLine();
        }

        internal static void NewLine()
        {
            string text = line.ToString().TrimEnd();
            output.Append(text).Append('\n');
            LinePrinted?.Invoke(text);
            line = new StringBuilder();
            column = 0;
            lines++;
        }

        internal static void NextZone()
        {
            do
            {
                Write(" ");
            }
            while (column % ZoneWidth != 0);
        }

        internal static void Tab(int to)
        {
            while (column < to)
            {
                Write(" ");
            }
        }

        internal static int Column() => column;

        internal static int LineCount() => lines;

        internal static void Flush()
        {
            if (column > 0)
            {
                NewLine();
            }
        }

        internal static void Rule(string title)
        {
            Flush();
            WriteLine("--- " + title + " ---");
        }

        internal static string TakeOutput()
        {
            Flush();
            string text = output.ToString();
            output.Clear();
            return text;
        }

        internal static string Format(double value) => value == (long)value
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
