using System;

namespace Legacy
{
    /// <summary>Runs statements: one routine for each keyword.</summary>
    internal static class Statements
    {
        private static readonly Action[] routines = new Action[Keywords.Statements.Length];
        private static readonly int[] profile = new int[Keywords.Statements.Length];
        private static bool lineEnded;
        internal static int executed;

        static Statements()
        {
            Define("PRINT", Print);
            Define("LET", Let);
            Define("IF", If);
            Define("GOTO", () => Machine.Jump(Expressions.Integer()));
            Define("GOSUB", Flow.Gosub);
            Define("RETURN", Flow.Return);
            Define("FOR", Flow.For);
            Define("NEXT", Flow.Next);
            Define("ON", Flow.On);
            Define("DIM", Dim);
            Define("READ", DataPointer.Read);
            Define("DATA", () => lineEnded = true);
            Define("RESTORE", DataPointer.Restore);
            Define("REM", () => lineEnded = true);
            Define("END", Machine.Halt);
            Define("STOP", Machine.Halt);
            Define("POKE", Poke);
            Define("PLOT", Plot);
            Define("HLIN", Line);
            Define("SHOW", Screen.Show);
            Define("CLS", Screen.Clear);
            Define("PLAY", () => Sound.Play(Expressions.Text()));
            Define("SAVE", () => Disk.Save(Expressions.Text()));
            Define("LOAD", () => Disk.Append(Expressions.Text()));
            Define("RANDOMIZE", () => Dice.Seed((uint)Expressions.Integer()));
            Define("TRACE", () => Trace.Enabled = Expressions.Number() != 0);
            Define("DUMP", Monitor.Dump);
            Define("SWAP", Swap);
        }

        internal static void RunLine()
        {
            lineEnded = false;
            Scanner.Take(":");
            if (Scanner.kind == Token.End)
            {
                return;
            }

            do
            {
                RunStatement();
            }
            while (!lineEnded && Scanner.Take(":"));
            if (!lineEnded && Scanner.kind != Token.End)
            {
                throw new BasicException(ErrorCode.Syntax);
            }
        }

        internal static void EndLine() => lineEnded = true;

        internal static void RunStatement()
        {
            executed++;
            if (Scanner.kind == Token.Name)
            {
                Let();
                return;
            }

            int number = Scanner.kind == Token.Keyword ? Keywords.NumberOf(Scanner.word) : -1;
            if (number < 0 || number >= routines.Length)
            {
                throw new BasicException(ErrorCode.Syntax);
            }

            profile[number]++;
            Scanner.Advance();
            routines[number]();
        }

        internal static int CountOf(string keyword) => profile[Keywords.NumberOf(keyword)];

        private static void Define(string keyword, Action routine) => routines[Keywords.NumberOf(keyword)] = routine;

        private static void Print()
        {
            bool endsLine = true;
            while (Scanner.kind != Token.End && Scanner.word != ":" && Scanner.word != "ELSE")
            {
                if (Scanner.Take(";"))
                {
                    endsLine = false;
                }
                else if (Scanner.Take(","))
                {
                    Terminal.NextZone();
                    endsLine = false;
                }
                else if (Scanner.Take("TAB"))
                {
                    Scanner.Expect("(");
                    Terminal.Tab(Expressions.Integer());
                    Scanner.Expect(")");
                    endsLine = true;
                }
                else
                {
                    Value value = Expressions.Evaluate();
                    Terminal.Write(value.IsText ? value.Text : Terminal.Format(value.Number));
                    endsLine = true;
                }
            }

            if (endsLine)
            {
                Terminal.NewLine();
            }
        }

        private static void Let()
        {
            string name = Scanner.TakeName();
            if (Scanner.Take("("))
            {
                (int row, int column) = Expressions.Subscripts();
                Scanner.Expect("=");
                Value value = Expressions.Evaluate();
                if (Variables.IsText(name) != value.IsText)
                {
                    throw new BasicException(ErrorCode.TypeMismatch);
                }

                Variables.Cell(name, row, column) = value;
                return;
            }

            Scanner.Expect("=");
            Variables.Set(name, Expressions.Evaluate());
        }

        private static void If()
        {
            bool condition = Expressions.Number() != 0;
            Scanner.Expect("THEN");
            if (!condition)
            {
                while (Scanner.kind != Token.End && !(Scanner.kind == Token.Keyword && Scanner.word == "ELSE"))
                {
                    Scanner.Advance();
                }

                if (!Scanner.Take("ELSE"))
                {
                    EndLine();
                    return;
                }
            }

            if (Scanner.kind == Token.Number)
            {
                Machine.Jump(Expressions.Integer());
                EndLine();
                return;
            }

            RunStatement();
            if (Scanner.word == "ELSE")
            {
                EndLine();
            }
        }

        private static void Dim()
        {
            do
            {
                string name = Scanner.TakeName();
                Scanner.Expect("(");
                (int rows, int columns) = Expressions.Subscripts();
                Variables.Dimension(name, rows, columns);
            }
            while (Scanner.Take(","));
        }

        private static void Poke()
        {
            int address = Expressions.Integer();
            Scanner.Expect(",");
            Memory.Poke(address, (byte)Expressions.Integer());
        }

        private static void Plot()
        {
            int x = Expressions.Integer();
            Scanner.Expect(",");
            Screen.Plot(x, Expressions.Integer());
        }

        private static void Line()
        {
            int from = Expressions.Integer();
            Scanner.Expect(",");
            int to = Expressions.Integer();
            Scanner.Expect(",");
            int y = Expressions.Integer();
            for (int x = from; x <= to; x++)
            {
                Screen.Plot(x, y);
            }
        }

        private static void Swap()
        {
            string first = Scanner.TakeName();
            Scanner.Expect(",");
            string second = Scanner.TakeName();
            Value kept = Variables.Get(first);
            Variables.Set(first, Variables.Get(second));
            Variables.Set(second, kept);
        }
    }
}
