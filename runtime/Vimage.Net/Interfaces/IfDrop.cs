namespace Vimage.Net;

/// <summary>Why an interface has lost a packet.</summary>
public enum IfDrop
{
    /// <summary>The interface was down when it came in.</summary>
    InputDown,

    /// <summary>It was shorter than its link-layer header, or longer than the interface takes.</summary>
    InputMalformed,

    /// <summary>It was addressed to another one on the link.</summary>
    InputNotForUs,

    /// <summary>Its protocol is none that the stack speaks.</summary>
    InputUnknownProtocol,

    /// <summary>A bridge had no place to send it to.</summary>
    InputBridged,

    /// <summary>The interface was down when it was to be sent.</summary>
    OutputDown,

    /// <summary>It was longer than the interface sends.</summary>
    OutputTooLong,

    /// <summary>The device did not take it.</summary>
    OutputRefused,

    /// <summary>It would have gone into a tunnel inside of more tunnels than <c>net.link.gif.max_nesting</c> allows.</summary>
    OutputNested,

    /// <summary>The queue of the link's rate was full.</summary>
    LinkQueueFull,

    /// <summary>The queue was not full, but had been too long, or the packet in it: as <see cref="LinkProperties.Queue"/> says.</summary>
    LinkQueueEarly,

    /// <summary>The link has lost it, as <see cref="LinkProperties.Loss"/> says.</summary>
    LinkLoss,

    /// <summary>The link was cut, as <see cref="LinkProperties.IsPartitioned"/> says.</summary>
    LinkPartitioned,
}
