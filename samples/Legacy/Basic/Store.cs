using System;

namespace Legacy
{
    /// <summary>The program: lines in the order of their numbers.</summary>
    internal static class Store
    {
        private const int Capacity = 500;

        private static int[] numbers = new int[Capacity];
        private static string[] texts = new string[Capacity];
        private static int count;

        // Where the last search ended; programs jump to the same lines again and again.
        private static int lastFound;
        private static readonly int[][] index = new int[64][];

        internal static int Count => count;

        internal static void Clear()
        {
            Array.Clear(numbers);
            Array.Clear(texts);
            for (int i = 0; i < index.Length; i++)
            {
                index[i] = null;
            }

            count = lastFound = 0;
        }

        internal static void Put(int number, string text)
        {
            int at = 0;
            while (at < count && numbers[at] < number)
            {
                at++;
            }

            bool isNew = at == count || numbers[at] != number;
            if (isNew)
            {
                if (count == numbers.Length)
                {
                    throw new BasicException(ErrorCode.OutOfMemory);
                }

                Array.Copy(numbers, at, numbers, at + 1, count - at);
                Array.Copy(texts, at, texts, at + 1, count - at);
                count++;
            }

            numbers[at] = number;
            texts[at] = text;
        }

        internal static void Remove(int number)
        {
            int at = Find(number);
            if (at >= 0)
            {
                count--;
                Array.Copy(numbers, at + 1, numbers, at, count - at);
                Array.Copy(texts, at + 1, texts, at, count - at);
            }
        }

        internal static int First() => count > 0 ? 0 : -1;

        internal static int Next(int at) => at + 1 < count ? at + 1 : -1;

        internal static int NumberAt(int at) => numbers[at];

        internal static string TextAt(int at) => texts[at];

        internal static int Find(int number)
        {
            if (lastFound < count && numbers[lastFound] == number)
            {
                return lastFound;
            }

            int[] bucket = index[number & 63];
            if (bucket != null && bucket[0] == number && bucket[1] < count && numbers[bucket[1]] == number)
            {
                return lastFound = bucket[1];
            }

            for (int i = 0; i < count; i++)
            {
                if (numbers[i] == number)
                {
                    index[number & 63] = new[] { number, i };
                    return lastFound = i;
                }
            }

            return -1;
        }

        internal static void Resize(int capacity)
        {
            Array.Resize(ref numbers, capacity);
            Array.Resize(ref texts, capacity);
        }

        internal static ref string TextOf(int at) => ref texts[at];
    }
}
