using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace Legacy
{
    /// <summary>A die, as good as a linear congruence is.</summary>
    internal struct Dice
    {
        private static uint seed = 1;
        private static double last;
        private static int thrown;

        internal static void Seed(uint with) => seed = with == 0 ? 1 : with;

        internal static double Next(double limit)
        {
            if (limit == 0)
            {
                return last;
            }

            seed = (seed * 1103515245) + 12345;
            thrown++;
            last = ((seed >> 8) & 0xFFFF) / 65536.0;
            return limit > 1 ? Math.Floor(last * limit) : last;
        }

        internal static int Thrown => thrown;
    }

    /// <summary>Memory for PEEK and POKE.</summary>
    internal static unsafe class Memory
    {
        internal const int Size = 1024;

        private static readonly byte[] bytes = new byte[Size];
        private static int top = Size, highest;
        private static byte accumulator;

        internal static void Clear()
        {
            Array.Clear(bytes);
            top = Size;
            highest = 0;
            accumulator = 0;
        }

        internal static int Peek(int address) => bytes[Check(address)];

        internal static void Poke(int address, byte value)
        {
            bytes[Check(address)] = value;
            highest = Math.Max(highest, address);
            fixed (byte* pointer = &accumulator)
            {
                *pointer ^= value;
            }
        }

        internal static int Checksum()
        {
            int sum = accumulator;
            fixed (byte* start = bytes)
            {
                for (byte* each = start; each < start + top; each++)
                {
                    sum = (sum * 31) + *each;
                }
            }

            return sum & 0xFFFF;
        }

        private static int Check(int address) =>
            address >= 0 && address < top ? address : throw new BasicException(ErrorCode.IllegalQuantity);
    }

    /// <summary>A screen of characters.</summary>
    internal static class Screen
    {
        internal const int Columns = 40, Rows = 16;

        private static readonly char[,] cells = new char[Rows, Columns];
        private static char pen = '*';
        private static int plotted;
        private static ConsoleColor ConsoleColor = ConsoleColor.Green;

        internal static void Clear()
        {
            for (int y = 0; y < Rows; y++)
            {
                for (int x = 0; x < Columns; x++)
                {
                    cells[y, x] = ' ';
                }
            }

            pen = '*';
            ConsoleColor = ConsoleColor.Green;
        }

        internal static void Plot(int x, int y)
        {
            if (x >= 0 && x < Columns && y >= 0 && y < Rows)
            {
                cells[y, x] = pen;
                plotted++;
            }
        }

        internal static int Point(int x, int y) => cells[y, x] == ' ' ? 0 : ConsoleColor == ConsoleColor.Green ? 1 : 2;

        internal static void Show()
        {
            StringBuilder row = new StringBuilder();
            for (int y = 0; y < Rows; y++)
            {
                row.Clear();
                for (int x = 0; x < Columns; x++)
                {
                    row.Append(cells[y, x]);
                }

                if (!string.IsNullOrWhiteSpace(row.ToString()))
                {
                    Terminal.WriteLine(row.ToString().TrimEnd());
                }
            }
        }

        internal static int Plotted => plotted;
    }

    /// <summary>A loudspeaker, that says what it would play.</summary>
    internal static class Sound
    {
        private static readonly Queue<string> notes = new Queue<string>();
        private static int octave = 4;
        internal static int played;

        internal static void Clear()
        {
            notes.Clear();
            octave = 4;
        }

        internal static void Play(string tune)
        {
            foreach (char c in tune)
            {
                switch (c)
                {
                    case '<':
                        octave--;
                        break;
                    case '>':
                        octave++;
                        break;
                    case ' ':
                        break;
                    default:
                        notes.Enqueue(c + octave.ToString());
                        break;
                }
            }

            while (notes.Count > 0)
            {
                Terminal.Write("~" + notes.Dequeue() + " ");
                played++;
            }

            Terminal.NewLine();
        }
    }

    /// <summary>The clock counts lines.</summary>
    internal static class Clock
    {
        private static long ticks;

        internal static long Jiffies => Interlocked.Read(ref ticks);

        internal static void Tick() => Interlocked.Increment(ref ticks);

        internal static void Reset() => Interlocked.Exchange(ref ticks, 0);
    }
}
