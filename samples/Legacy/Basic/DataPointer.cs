using System;
using System.Globalization;

namespace Legacy
{
    /// <summary>READ walks through the DATA of the program.</summary>
    internal static class DataPointer
    {
        private static int line, item;
        private static string[] items = Array.Empty<string>();

        internal static void Restore()
        {
            line = -1;
            item = 0;
            items = Array.Empty<string>();
        }

        internal static void Read()
        {
            do
            {
                string name = Scanner.TakeName();
                string text = Next();
                Value value = Variables.IsText(name) ? Value.Of(text) : Value.Of(double.Parse(text, CultureInfo.InvariantCulture));
                if (Scanner.Take("("))
                {
                    (int row, int column) = Expressions.Subscripts();
                    Variables.Cell(name, row, column) = value;
                }
                else
                {
                    Variables.Set(name, value);
                }
            }
            while (Scanner.Take(","));
        }

        private static string Next()
        {
            while (item >= items.Length)
            {
                if (++line >= Store.Count)
                {
                    throw new BasicException(ErrorCode.OutOfData);
                }

                string text = Store.TextAt(line);
                if (text.StartsWith("DATA ", StringComparison.Ordinal))
                {
                    items = text.Substring(5).Split(',');
                    item = 0;
                }
            }

            return items[item++].Trim().Trim('"');
        }
    }
}
