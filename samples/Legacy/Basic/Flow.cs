namespace Legacy
{
    /// <summary>Statements that decide what comes next.</summary>
    internal static class Flow
    {
        internal static int jumps;

        internal static void Gosub()
        {
            int line = Expressions.Integer();
            Stacks.PushReturn(Machine.current, Scanner.Here());
            Machine.Jump(line);
            jumps++;
            Statements.EndLine();
        }

        internal static void Return()
        {
            Machine.target = Stacks.PopReturn(out Machine.resume);
            jumps++;
            Statements.EndLine();
        }

        internal static void For()
        {
            string name = Scanner.TakeName();
            Scanner.Expect("=");
            Variables.Set(name, Value.Of(Expressions.Number()));
            Scanner.Expect("TO");
            Stacks.Loop loop = new Stacks.Loop { Name = name, Limit = Expressions.Number(), Step = 1 };
            if (Scanner.Take("STEP"))
            {
                loop.Step = Expressions.Number();
            }

            loop.Line = Machine.current;
            loop.Position = Scanner.Here();
            Stacks.PushLoop(loop);
        }

        internal static void Next()
        {
            string name = Scanner.kind == Token.Name ? Scanner.TakeName() : null;
            if (Stacks.Next(name, out Stacks.Loop loop))
            {
                Machine.target = loop.Line;
                Machine.resume = loop.Position;
                jumps++;
                Statements.EndLine();
            }
        }

        internal static void On()
        {
            int choice = Expressions.Integer();
            int chosen = 0;
            bool isCall = Scanner.Take("GOSUB");
            if (!isCall)
            {
                Scanner.Expect("GOTO");
            }

            for (int i = 1; ; i++)
            {
                int line = Expressions.Integer();
                if (i == choice)
                {
                    chosen = line;
                }

                if (!Scanner.Take(","))
                {
                    break;
                }
            }

            if (chosen > 0)
            {
                if (isCall)
                {
                    Stacks.PushReturn(Machine.current, Scanner.Here());
                }

                Machine.Jump(chosen);
                Statements.EndLine();
            }
        }
    }
}
