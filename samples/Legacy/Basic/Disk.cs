using System.Collections.Generic;
using System.Text;

namespace Legacy
{
    /// <summary>A disk in memory.</summary>
    internal static class Disk
    {
        private static readonly object gate = new object();
        private static readonly SortedDictionary<string, string> files = new SortedDictionary<string, string>();
        private static long written, read;

        /// <summary>Called with the name of each file that is written.</summary>
        internal static event System.Action<string> Written;

        internal static void Save(string name)
        {
            StringBuilder text = new StringBuilder();
            for (int at = Store.First(); at >= 0; at = Store.Next(at))
            {
                text.Append(Store.NumberAt(at)).Append(' ').Append(Store.TextAt(at)).Append('\n');
            }

            lock (gate)
            {
                files[name] = text.ToString();
                written += text.Length;
            }

            if (Written != null)
            {
                Written(name);
            }
        }

        internal static void Append(string name)
        {
            string text;
            lock (gate)
            {
                if (!files.TryGetValue(name, out text))
                {
                    throw new BasicException(ErrorCode.FileNotFound);
                }

                read += text.Length;
            }

            foreach (string line in text.Split('\n'))
            {
                if (line.Length > 0)
                {
                    Editor.Enter(line);
                }
            }
        }

        internal static string Directory()
        {
            lock (gate)
            {
                return string.Join(" ", files.Keys) + " " + written + " " + read;
            }
        }
    }
}
