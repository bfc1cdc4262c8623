using System.Collections.Generic;

namespace Legacy
{
    /// <summary>Keeps one of each value.</summary>
    internal static class Pool<T>
    {
        private static readonly Dictionary<T, T> cache = new Dictionary<T, T>();
        internal static int Hits, Misses;

        internal static T Intern(T value)
        {
            if (cache.TryGetValue(value, out T known))
            {
                Hits++;
                return known;
            }

            Misses++;
            cache.Add(value, value);
            return value;
        }
    }
}
