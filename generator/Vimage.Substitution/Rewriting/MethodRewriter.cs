using Vimage.Substitution.Accessors;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Rewriting;

/// <summary>Puts at each call of an accessor what the compiler emits for a plain static.</summary>
/// <remarks>
/// Mostly that is a field instruction for a call. In a few constructs the compiler treats the value of a property in another way
/// than a variable, and the instructions around the call differ too: these are the patterns, each in a file of its own, tried
/// from the longest to the shortest.
/// </remarks>
internal sealed class MethodRewriter(MethodContext method, ReceiverUses receiverUses)
{
    private readonly InPlaceRead _inPlaceRead = new(receiverUses);
    private readonly List<WriteThroughReference> _writes = [];

    /// <summary>Rewrites the code around a call.</summary>
    /// <returns>Why what is left is not what plain code has, if that is so.</returns>
    internal RemainderReason? Rewrite(CallSite site)
    {
        switch (site.Accessor.Kind)
        {
            case AccessorKind.Get:
                if (NullableCoalescingAssignment.TryRewrite(method, site) || MemberOfValue.TryRewrite(method, site))
                {
                    return null;
                }

                if (_inPlaceRead.TryRewrite(method, site, out RemainderReason? reason))
                {
                    return null;
                }

                Replace(site);
                return reason;
            case AccessorKind.GetReference:
                if (WriteThroughReference.Find(method, site) is { } write)
                {
                    _writes.Add(write);
                }
                else if (!ReadThroughReference.TryRewrite(method, site))
                {
                    Replace(site);
                }

                return null;
            default:
                if (!DiscardedAssignment.TryRewrite(method, site) && !DefaultValueAssignment.TryRewrite(method, site))
                {
                    Replace(site);
                }

                return null;
        }
    }

    /// <summary>Does what has to wait until all calls are rewritten.</summary>
    internal void Complete()
    {
        foreach (WriteThroughReference write in _writes.OrderByDescending(static write => write.Index))
        {
            write.Rewrite();
        }
    }

    private void Replace(CallSite site) => method.Open(site.Index, 1).Put(site.OpCode, site.Target.Field).Close();
}
