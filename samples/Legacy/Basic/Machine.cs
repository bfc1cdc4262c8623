namespace Legacy
{
    /// <summary>The machine: boots, runs, and tells how it went.</summary>
    public class Machine
    {
        public static int boots, crashes;
        protected static bool running;
        internal static int current = -1, target = -1, resume;
        private static long budget;

        public static string Version { get; } = "BASIC 2.4";

        public static MachineState State { get; private set; }

        public static bool Boot(string listing)
        {
            Initialize();
            boots++;
            State = MachineState.Editing;
            foreach (string line in listing.Split('\n'))
            {
                if (line.Trim().Length > 0)
                {
                    Editor.Enter(line.Trim());
                }
            }

            return RunProgram();
        }

        internal static void Initialize()
        {
            Store.Clear();
            Variables.Clear();
            Stacks.Clear();
            DataPointer.Restore();
            Dice.Seed(1);
            Screen.Clear();
            Sound.Clear();
            Memory.Clear();
            Clock.Reset();
            Errors.Clear();
            Trace.Clear();
        }

        internal static bool RunProgram()
        {
            State = MachineState.Running;
            running = true;
            budget = 2_000_000;
            resume = 0;
            current = Store.First();
            try
            {
                while (running && current >= 0)
                {
                    Step();
                }

                State = MachineState.Stopped;
                Terminal.Flush();
                return true;
            }
            catch (BasicException fault)
            {
                crashes++;
                State = MachineState.Crashed;
                Errors.Report(fault);
                return false;
            }
        }

        private static void Step()
        {
            if (--budget < 0 || Trace.StopRequested)
            {
                throw new BasicException(ErrorCode.TooLong);
            }

            int position = resume;
            resume = 0;
            target = Store.Next(current);
            Errors.Line = Store.NumberAt(current);
            Trace.OnLine(Errors.Line);
            Scanner.Open(Store.TextAt(current));
            if (position > 0)
            {
                Scanner.Seek(position);
            }

            Statements.RunLine();
            Clock.Tick();
            current = target;
        }

        internal static void Jump(int line)
        {
            target = Store.Find(line);
            if (target < 0)
            {
                throw new BasicException(ErrorCode.NoSuchLine);
            }
        }

        internal static void Halt()
        {
            running = false;
            target = -1;
        }
    }

    public enum MachineState
    {
        Off,
        Editing,
        Running,
        Stopped,
        Crashed,
    }
}
