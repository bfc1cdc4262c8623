using System.Collections.Generic;

namespace Quickstart.Host;

/// <summary>What is between the routers: a packet sent in one second arrives in the next, unless the cable is cut.</summary>
internal sealed class Wire
{
    private List<Message> _sent = [];
    private List<Message> _arriving = [];

    internal void Send(Link link, int from, byte[] packet)
    {
        if (link.Delivers)
        {
            _sent.Add(new Message(link, from, packet));
        }
    }

    /// <summary>Returns what was sent since the last call.</summary>
    internal IReadOnlyList<Message> Take()
    {
        (_sent, _arriving) = (_arriving, _sent);
        _sent.Clear();
        return _arriving;
    }

    internal readonly record struct Message(Link Link, int From, byte[] Packet)
    {
        internal int To => Link.Opposite(From);
    }
}
