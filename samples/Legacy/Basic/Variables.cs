using System.Collections.Generic;

namespace Legacy
{
    /// <summary>What a variable holds: a number or a text.</summary>
    internal struct Value
    {
        internal double Number;
        internal string Text;

        internal readonly bool IsText => Text != null;

        internal static Value Of(double number) => new Value { Number = number };

        internal static Value Of(string text) => new Value { Text = text };

        internal static Value Of(bool condition) => Of(condition ? -1 : 0);

        internal void Add(double amount) => Number += amount;
    }

    /// <summary>The variables of the program that runs.</summary>
    internal static class Variables
    {
        private sealed class Table
        {
            internal Value[] Cells;
            internal int Columns;
        }

        // A to Z by their letter; all others by name.
        private static readonly double[] letters = new double[26];
        private static Dictionary<string, Value> named = new Dictionary<string, Value>();
        private static readonly Dictionary<string, Table> arrays = new Dictionary<string, Table>();
        private static Table lastTable;
        private static string lastTableName;
        internal static Value result;
        internal static int reads, writes;

        internal static void Clear()
        {
            System.Array.Clear(letters);
            named = new Dictionary<string, Value>();
            arrays.Clear();
            lastTable = null;
            lastTableName = null;
            result = default;
        }

        internal static Value Get(string name)
        {
            reads++;
            if (name.Length == 1)
            {
                return Value.Of(letters[name[0] - 'A']);
            }

            return named.TryGetValue(name, out Value value) ? value : Default(name);
        }

        internal static void Set(string name, Value value)
        {
            writes++;
            if (IsText(name) != value.IsText)
            {
                throw new BasicException(ErrorCode.TypeMismatch);
            }

            if (name.Length == 1)
            {
                letters[name[0] - 'A'] = value.Number;
            }
            else
            {
                named[name] = value;
            }
        }

        internal static void Accumulate(double amount)
        {
            result.Add(amount);
            result.Text = null;
        }

        internal static void Dimension(string name, int rows, int columns)
        {
            if (rows < 0 || columns < 0 || (rows + 1) * (columns + 1) > 65536)
            {
                throw new BasicException(ErrorCode.OutOfMemory);
            }

            Table table = new Table { Cells = new Value[(rows + 1) * (columns + 1)], Columns = columns + 1 };
            if (IsText(name))
            {
                System.Array.Fill(table.Cells, Value.Of(""));
            }

            arrays[name] = table;
            lastTable = null;
        }

        internal static bool IsArray(string name) => arrays.ContainsKey(name);

        internal static ref Value Cell(string name, int row, int column)
        {
            if (lastTable == null || lastTableName != name)
            {
                if (!arrays.TryGetValue(name, out lastTable))
                {
                    Dimension(name, 10, 0);
                    lastTable = arrays[name];
                }

                lastTableName = name;
            }

            int at = (row * lastTable.Columns) + column;
            if (row < 0 || column < 0 || column >= lastTable.Columns || at >= lastTable.Cells.Length)
            {
                throw new BasicException(ErrorCode.BadSubscript);
            }

            return ref lastTable.Cells[at];
        }

        internal static bool IsText(string name) => name[name.Length - 1] == '$';

        private static Value Default(string name) => IsText(name) ? Value.Of("") : Value.Of(0);
    }
}
