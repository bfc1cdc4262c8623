using System;

namespace Legacy
{
    /// <summary>What GOSUB and FOR have to remember.</summary>
    internal static class Stacks
    {
        internal const int Depth = 64;

        internal struct Loop
        {
            internal string Name;
            internal double Limit, Step;
            internal int Line, Position;
        }

        private static readonly int[] returns = new int[Depth], positions = new int[Depth];
        private static Loop[] loops = new Loop[Depth];
        private static int returnCount, loopCount;
        internal static int deepest;
        internal static Loop current;

        internal static void Clear()
        {
            returnCount = loopCount = 0;
            current = default;
        }

        internal static void PushReturn(int line, int position)
        {
            if (returnCount == Depth)
            {
                throw new BasicException(ErrorCode.OutOfMemory);
            }

            positions[returnCount] = position;
            returns[returnCount++] = line;
            deepest = Math.Max(deepest, returnCount);
        }

        internal static int PopReturn(out int position)
        {
            if (returnCount == 0)
            {
                throw new BasicException(ErrorCode.ReturnWithoutGosub);
            }

            position = positions[--returnCount];
            return returns[returnCount];
        }

        internal static void PushLoop(in Loop loop)
        {
            // A loop over the same variable is begun again, not nested.
            for (int i = 0; i < loopCount; i++)
            {
                if (loops[i].Name == loop.Name)
                {
                    loopCount = i;
                    break;
                }
            }

            if (loopCount == Depth)
            {
                throw new BasicException(ErrorCode.OutOfMemory);
            }

            loops[loopCount++] = loop;
            current = loop;
            current.Step = loop.Step;
        }

        internal static bool Next(string name, out Loop loop)
        {
            while (loopCount > 0 && name != null && loops[loopCount - 1].Name != name)
            {
                loopCount--;
            }

            if (loopCount == 0)
            {
                throw new BasicException(ErrorCode.NextWithoutFor);
            }

            loop = loops[loopCount - 1];
            double value = Variables.Get(loop.Name).Number + loop.Step;
            Variables.Set(loop.Name, Value.Of(value));
            bool goesOn = loop.Step >= 0 ? value <= loop.Limit : value >= loop.Limit;
            if (!goesOn)
            {
                loopCount--;
                current.Name = null;
            }

            return goesOn;
        }
    }
}
