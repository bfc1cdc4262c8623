using System;

namespace Legacy
{
    /// <summary>Works expressions out, while reading them.</summary>
    internal static class Expressions
    {
        private static int depth;
        internal static long evaluated;
        private static readonly string[] comparisons = { "=", "<>", "<", ">", "<=", ">=" };

        internal static Value Evaluate()
        {
            if (++depth > 40)
            {
                depth = 0;
                throw new BasicException(ErrorCode.OutOfMemory);
            }

            evaluated++;
            Value value = Or();
            depth--;
            return value;
        }

        internal static double Number()
        {
            Value value = Evaluate();
            return value.IsText ? throw new BasicException(ErrorCode.TypeMismatch) : value.Number;
        }

        internal static int Integer() => (int)Math.Floor(Number());

        internal static string Text()
        {
            Value value = Evaluate();
            return value.IsText ? value.Text : throw new BasicException(ErrorCode.TypeMismatch);
        }

        private static Value Or()
        {
            Value left = And();
            while (Scanner.Take("OR"))
            {
                left = Value.Of(((long)left.Number | (long)And().Number) != 0);
            }

            return left;
        }

        private static Value And()
        {
            Value left = Not();
            while (Scanner.Take("AND"))
            {
                left = Value.Of(((long)left.Number & (long)Not().Number) != 0);
            }

            return left;
        }

        private static Value Not() => Scanner.Take("NOT") ? Value.Of(Not().Number == 0) : Comparison();

        private static Value Comparison()
        {
            Value left = Sum();
            int index = Scanner.kind == Token.Symbol ? Array.IndexOf(comparisons, Scanner.word) : -1;
            if (index < 0)
            {
                return left;
            }

            Scanner.Advance();
            Value right = Sum();
            if (left.IsText != right.IsText)
            {
                throw new BasicException(ErrorCode.TypeMismatch);
            }

            int order = left.IsText ? string.CompareOrdinal(left.Text, right.Text) : left.Number.CompareTo(right.Number);
            return Value.Of(index switch
            {
                0 => order == 0,
                1 => order != 0,
                2 => order < 0,
                3 => order > 0,
                4 => order <= 0,
                _ => order >= 0,
            });
        }

        private static Value Sum()
        {
            Value left = Product();
            while (true)
            {
                if (Scanner.Take("+"))
                {
                    Value right = Product();
                    left = left.IsText && right.IsText ? Value.Of(left.Text + right.Text) : Value.Of(NumberOf(left) + NumberOf(right));
                }
                else if (Scanner.Take("-"))
                {
                    left = Value.Of(NumberOf(left) - NumberOf(Product()));
                }
                else
                {
                    return left;
                }
            }
        }

        private static Value Product()
        {
            Value left = Power();
            while (true)
            {
                if (Scanner.Take("*"))
                {
                    left = Value.Of(NumberOf(left) * NumberOf(Power()));
                }
                else if (Scanner.Take("/"))
                {
                    left = Value.Of(NumberOf(left) / NonZero(NumberOf(Power())));
                }
                else if (Scanner.Take("MOD"))
                {
                    double right = NonZero(NumberOf(Power()));
                    left = Value.Of(NumberOf(left) - (right * Math.Floor(NumberOf(left) / right)));
                }
                else
                {
                    return left;
                }
            }
        }

        private static Value Power()
        {
            Value left = Unary();
            return Scanner.Take("^") ? Value.Of(Math.Pow(NumberOf(left), NumberOf(Power()))) : left;
        }

        private static Value Unary()
        {
            if (Scanner.Take("-"))
            {
                return Value.Of(-NumberOf(Unary()));
            }

            return Scanner.Take("+") ? Unary() : Primary();
        }

        private static Value Primary()
        {
            Value value;
            switch (Scanner.kind)
            {
                case Token.Number:
                    value = Value.Of(Scanner.number);
                    Scanner.Advance();
                    return value;
                case Token.Text:
                    value = Value.Of(Scanner.word);
                    Scanner.Advance();
                    return value;
                case Token.Name:
                    return Named(Scanner.TakeName());
                case Token.Symbol when Scanner.Take("("):
                    value = Evaluate();
                    Scanner.Expect(")");
                    return value;
                default:
                    throw new BasicException(ErrorCode.Syntax);
            }
        }

        private static Value Named(string name)
        {
            if (!Scanner.Take("("))
            {
                return Functions.IsConstant(name) ? Functions.Call(name, Array.Empty<Value>()) : Variables.Get(name);
            }

            if (Functions.Is(name))
            {
                return Functions.Call(name, Arguments());
            }

            (int row, int column) = Subscripts();
            return Variables.Cell(name, row, column);
        }

        internal static (int Row, int Column) Subscripts()
        {
            int row = Integer();
            int column = Scanner.Take(",") ? Integer() : 0;
            Scanner.Expect(")");
            return (row, column);
        }

        private static Value[] Arguments()
        {
            System.Collections.Generic.List<Value> values = new();
            do
            {
                values.Add(Evaluate());
            }
            while (Scanner.Take(","));
            Scanner.Expect(")");
            return values.ToArray();
        }

        private static double NumberOf(Value value) => value.IsText ? throw new BasicException(ErrorCode.TypeMismatch) : value.Number;

        private static double NonZero(double value) => value != 0 ? value : throw new BasicException(ErrorCode.DivisionByZero);
    }
}
