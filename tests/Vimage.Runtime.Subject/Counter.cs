namespace Vimage.Runtime.Subject;

[VnetModule("counter")]
internal static partial class Counter
{
    [Virtualized]
    internal static int count;
}
