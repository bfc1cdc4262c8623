using System;
using System.Collections.Generic;
using System.Threading;

namespace Legacy
{
    /// <summary>Watches a program run.</summary>
    internal static class Trace
    {
        private static volatile bool stopRequested;
        private static int lineCount;
        private static readonly List<int> recent = new List<int>();
        [ThreadStatic] private static int nesting;
#if TRACE_TO_FILE
        private static string traceFile = "trace.txt";
#endif

        internal static bool Enabled { get; set; }

        internal static Action<int> Watch { get; set; } = static line => recent.Add(line);

        internal static bool StopRequested => stopRequested;

        internal static void RequestStop() => stopRequested = true;

        internal static void Clear()
        {
            stopRequested = false;
            Enabled = false;
            recent.Clear();
        }

        internal static void OnLine(int line)
        {
            Interlocked.Add(ref lineCount, 1);
            if (!Enabled || nesting > 0)
            {
                return;
            }

            nesting++;
            Watch(line);
            Terminal.Write("[" + line + "]");
#if TRACE_TO_FILE
            System.IO.File.AppendAllText(traceFile, lineCount + " " + line + "\n");
#endif
            nesting--;
        }

        internal static int LineCount => Volatile.Read(ref lineCount);

        internal static int Recent => recent.Count;
    }
}
