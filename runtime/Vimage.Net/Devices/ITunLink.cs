namespace Vimage.Net;

/// <summary>What a <see cref="Tun"/> interface sends on: a program's own kind of link.</summary>
public interface ITunLink
{
    /// <summary>Sends an IP packet. Called under the lock of the interface's domain: it must not wait.</summary>
    /// <param name="packet">The packet, from its IP header on; what is to be kept of it has to be copied.</param>
    /// <returns>Whether it was taken; if not, it is lost, and counted as <see cref="IfDrop.OutputRefused"/>.</returns>
    bool TrySend(ReadOnlySpan<byte> packet);

    /// <summary>The interface was destroyed. Called under the lock of its domain; again does nothing.</summary>
    void Close();
}
