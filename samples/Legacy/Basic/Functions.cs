using System;
using System.Collections.Generic;
using System.Globalization;

namespace Legacy
{
    internal delegate Value Function(Value[] arguments);

    /// <summary>The functions that BASIC has.</summary>
    internal static class Functions
    {
        private static readonly Dictionary<string, Function> table = new Dictionary<string, Function>();
        private static readonly Dictionary<string, int> calls = new Dictionary<string, int>();
        private static Function lastFunction;
        private static string lastName;

        static Functions()
        {
            Number("ABS", Math.Abs);
            Number("INT", Math.Floor);
            Number("SGN", value => Math.Sign(value));
            Number("SQR", value => value >= 0 ? Math.Sqrt(value) : throw new BasicException(ErrorCode.IllegalQuantity));
            Number("SIN", value => Math.Round(Math.Sin(value), 9));
            Number("COS", value => Math.Round(Math.Cos(value), 9));
            Number("RND", value => Dice.Next(value));
            Number("PEEK", value => Memory.Peek((int)value));
            Number("POINT", value => Screen.Point((int)value % 40, (int)value / 40));
            table["LEN"] = arguments => Value.Of(TextOf(arguments, 0).Length);
            table["ASC"] = arguments => Value.Of(TextOf(arguments, 0)[0]);
            table["VAL"] = arguments => Value.Of(double.TryParse(TextOf(arguments, 0), CultureInfo.InvariantCulture, out double value) ? value : 0);
            table["CHR$"] = arguments => Value.Of(((char)arguments[0].Number).ToString());
            table["STR$"] = arguments => Value.Of(Terminal.Format(arguments[0].Number));
            table["LEFT$"] = arguments => Value.Of(Part(TextOf(arguments, 0), 0, (int)arguments[1].Number));
            table["MID$"] = arguments => Value.Of(Part(TextOf(arguments, 0), (int)arguments[1].Number - 1, (int)arguments[2].Number));
            table["RIGHT$"] = arguments => Value.Of(Part(TextOf(arguments, 0), TextOf(arguments, 0).Length - (int)arguments[1].Number, int.MaxValue));
            table["TI"] = _ => Value.Of(Clock.Jiffies);
            table["PI"] = _ => Value.Of(Math.PI);
            table["POS"] = _ => Value.Of(Terminal.Column());
        }

        internal static bool Is(string name) => table.ContainsKey(name);

        internal static bool IsConstant(string name) => name == "TI" || name == "PI" || name == "POS";

        internal static Value Call(string name, Value[] arguments)
        {
            if (!ReferenceEquals(lastName, name))
            {
                lastFunction = table[name];
                lastName = name;
            }

            calls[name] = calls.TryGetValue(name, out int count) ? count + 1 : 1;
            return lastFunction(arguments);
        }

        internal static int CallCount()
        {
            int sum = 0;
            foreach (int count in calls.Values)
            {
                sum += count;
            }

            return sum;
        }

        private static void Number(string name, Func<double, double> function) =>
            table[name] = arguments => Value.Of(function(arguments[0].IsText ? throw new BasicException(ErrorCode.TypeMismatch) : arguments[0].Number));

        private static string TextOf(Value[] arguments, int index) => arguments[index].Text ?? throw new BasicException(ErrorCode.TypeMismatch);

        private static string Part(string text, int start, int length)
        {
            start = Math.Clamp(start, 0, text.Length);
            return text.Substring(start, Math.Clamp(length, 0, text.Length - start));
        }
    }
}
