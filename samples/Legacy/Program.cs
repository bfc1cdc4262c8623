// A BASIC interpreter as one ported from C looks: the program, its variables, its stacks, its screen and its disk are all in
// static variables, and one process is one machine. It runs the listings that come with it and prints what they print.
using System;

namespace Legacy
{
    internal static class Program
    {
        private static int failures;

        private static int Main(string[] arguments)
        {
            foreach (Listing listing in Listings.All)
            {
                if (arguments.Length == 0 || arguments[0] == listing.Name)
                {
                    Run(listing);
                }
            }

            Console.Write(Terminal.TakeOutput());
            return failures == 0 ? 0 : 1;
        }

        private static void Run(Listing listing)
        {
            Terminal.Rule(listing.Name);
            if (Machine.Boot(listing.Text) == listing.Fails)
            {
                failures++;
            }
        }
    }
}
