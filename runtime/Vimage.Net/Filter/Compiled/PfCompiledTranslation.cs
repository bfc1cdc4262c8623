namespace Vimage.Net;

/// <summary>A translation, as packets are compared with it.</summary>
internal sealed class PfCompiledTranslation : PfCompiledMatch
{
    // What pf takes: above what is given to programs.
    private static readonly PfPorts s_natPorts = new(50001, ushort.MaxValue);

    private readonly PfTranslation _translation;
    private readonly PfHostMatch _target;

    internal PfCompiledTranslation(PfTranslation translation, PfRuleset set)
        : base(translation, set)
    {
        PfHost target = translation.Target;
        if (target == PfHost.Any || target.IsNegated || target.Table is not null || target.Addresses == PfInterfaceAddresses.Networks)
        {
            throw Refusal(translation, "translates to one address, or to that of an interface.");
        }

        if (translation.Direction is PacketDirection.None)
        {
            throw Refusal(translation, "has no direction: in is rdr, out is nat.");
        }

        if (translation.TargetPorts is { } ports && (ports.IsNegated || ports.First < 1 || ports.Last > ushort.MaxValue || ports.Count < 1))
        {
            throw Refusal(translation, "translates to ports of 1 to 65535.");
        }

        _translation = translation;
        _target = new PfHostMatch(target, set);
    }

    internal bool IsPass => _translation.IsPass;

    /// <summary>Finds what the local end of a flow is translated to.</summary>
    /// <param name="packet">Its first packet.</param>
    /// <param name="key">The flow as it is.</param>
    /// <param name="states">Those that have taken ports.</param>
    /// <param name="random">Where to begin to look.</param>
    /// <param name="translated">The flow as it is to be on the other side.</param>
    /// <returns>Whether there is an address, and a free port.</returns>
    internal bool TryTranslate(in PfPacket packet, in PfStateKey key, PfStateTable states, SeededRandom random, out PfStateKey translated)
    {
        translated = key;
        if (_target.AddressLike(key.Local) is not { } address)
        {
            return false;
        }

        translated = key with { Local = address };
        if (packet.Direction == PacketDirection.In)
        {
            ushort port = (ushort)(_translation.TargetPorts?.First ?? key.LocalPort);
            translated = packet.Info.HasPorts ? translated with { LocalPort = port } : translated;
            return true;
        }

        return packet.Info.HasPorts || packet.Info.IsEchoRequest
            ? TryTakePort(states, random, ref translated)
            : !states.IsTakenOnWire(translated);
    }

    // From a random one on, each once: who comes when all are taken gets none.
    private bool TryTakePort(PfStateTable states, SeededRandom random, ref PfStateKey translated)
    {
        PfPorts ports = _translation.TargetPorts ?? s_natPorts;
        int start = (int)(random.Next() % (uint)ports.Count);
        for (int i = 0; i < ports.Count; i++)
        {
            ushort port = (ushort)(ports.First + ((start + i) % ports.Count));
            PfStateKey candidate = translated with { LocalPort = port };
            if (!states.IsTakenOnWire(candidate))
            {
                translated = candidate;
                return true;
            }
        }

        return false;
    }

    private static NetworkException Refusal(PfTranslation translation, string reason) =>
        new("EINVAL", Vnet.Current, translation.ToString(), $"The translation '{translation}' can't be: it {reason}");
}
