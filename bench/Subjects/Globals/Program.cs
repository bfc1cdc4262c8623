namespace Vimage.Bench.Subjects;

/// <summary>The stack as a program: one process for each instance.</summary>
internal static class Program
{
    private static int Main() => Stack.Touch() == Stack.ModuleCount ? 0 : 1;
}
