using System.Text;

namespace Legacy
{
    /// <summary>Shows what is inside the machine.</summary>
    internal static class Monitor
    {
        private static int dumps;
        private static readonly StringBuilder buffer = new StringBuilder();

        internal static void Dump()
        {
            dumps++;
            buffer.Clear();
            Field("dump", dumps).Field("boots", Machine.boots).Field("crashes", Machine.crashes);
            Flush();
            Field("lines", Store.Count).Field("edits", Editor.Edits()).Field("executed", Statements.executed);
            Field("prints", Statements.CountOf("PRINT")).Field("jumps", Flow.jumps);
            Flush();
            Field("reads", Variables.reads).Field("writes", Variables.writes).Field("deepest", Stacks.deepest);
            Field("calls", Functions.CallCount()).Field("evaluated", (int)Expressions.evaluated);
            Flush();
            Field("hits", Pool<string>.Hits).Field("misses", Pool<string>.Misses).Field("dice", Dice.Thrown);
            Field("plotted", Screen.Plotted).Field("played", Sound.played).Field("memory", Memory.Checksum());
            Flush();
            Field("traced", Trace.LineCount).Field("recent", Trace.Recent).Field("errors", Errors.CountOf(ErrorCode.DivisionByZero));
            Field("printed", Terminal.LineCount());
            Flush();
            Terminal.WriteLine($"disk={Disk.Directory()} state={Machine.State} last={Errors.Last}");
        }

        private static Fields Field(string name, int value) => default(Fields).Field(name, value);

        private static void Flush()
        {
            Terminal.WriteLine(buffer.ToString().TrimEnd());
            buffer.Clear();
        }

        private readonly struct Fields
        {
            internal Fields Field(string name, int value)
            {
                buffer.Append(name).Append('=').Append(value).Append(' ');
                return this;
            }
        }
    }
}
