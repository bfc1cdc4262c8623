using System.Net;

namespace Vimage.Net;

/// <summary>A flow whose packets pass without a look at the rules. (<c>pfctl -s states</c>)</summary>
/// <param name="Interface">The name of the interface that it began at.</param>
/// <param name="Direction">Whether it began with a packet that came in.</param>
/// <param name="Protocol">The number of its protocol.</param>
/// <param name="Remote">The end out there. The port is 0 where the protocol has none, and the number of an echo is that of who asks.</param>
/// <param name="Local">The end on this side, as the stack knows it.</param>
/// <param name="Translated">The same as the link knows it; another one where addresses are translated.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Packets">Its packets.</param>
/// <param name="Bytes">Their bytes, with their IP headers.</param>
public sealed record PfStateInfo(
    string Interface,
    PacketDirection Direction,
    int Protocol,
    IPEndPoint Remote,
    IPEndPoint Local,
    IPEndPoint Translated,
    PfPhase Phase,
    long Packets,
    long Bytes)
{
    internal static PfStateInfo Of(PfState state) => new(
        state.Interface,
        state.Direction,
        state.Stack.Protocol,
        new IPEndPoint(state.Stack.Remote.ToIPAddress(), state.Stack.RemotePort),
        new IPEndPoint(state.Stack.Local.ToIPAddress(), state.Stack.LocalPort),
        new IPEndPoint(state.Wire.Local.ToIPAddress(), state.Wire.LocalPort),
        state.Phase,
        state.Packets,
        state.Bytes);
}
