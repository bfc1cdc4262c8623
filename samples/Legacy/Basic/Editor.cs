namespace Legacy
{
    /// <summary>Takes lines into the program.</summary>
    internal static class Editor
    {
        private static int edits;
        internal static int Increment = 10;
        private static int _last;

        internal static void Enter(string line)
        {
            int at = 0;
            int number = 0;
            while (at < line.Length && char.IsDigit(line[at]))
            {
                number = (number * 10) + (line[at++] - '0');
            }

            if (at == 0)
            {
                number = _last + Increment;
            }

            _last = number;
            edits++;
            string text = line.Substring(at).Trim();
            if (text.Length == 0)
            {
                Store.Remove(number);
            }
            else
            {
                Store.Put(number, text);
            }
        }

        internal static int Edits() => edits;
    }
}
