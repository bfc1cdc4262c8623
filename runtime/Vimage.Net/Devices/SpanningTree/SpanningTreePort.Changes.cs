namespace Vimage.Net;

/// <content>Changes of the topology: what was learned is forgotten, here and wherever it may be wrong (IEEE 802.1D-2004, 17.31).</content>
public sealed partial class SpanningTreePort
{
    private Listening _listening;
    private bool _heardChange;
    private bool _heardNotification;
    private bool _heardAcknowledgment;
    private bool _acknowledges;
    private int _changeWhile;

    private enum Listening
    {
        Inactive,
        Learning,
        Active,
    }

    /// <summary>Gets or sets a value indicating whether the port is to tell of a change that another one has heard of. (tcProp)</summary>
    internal bool PropagatesChange { get; set; }

    private void HearChange(BpduFlags flags)
    {
        _heardChange |= (flags & BpduFlags.TopologyChange) != 0;
        _heardAcknowledgment |= (flags & BpduFlags.Acknowledgment) != 0;
    }

    private bool StepChange() => _listening switch
    {
        Listening.Inactive => BeginToLearn(),
        Listening.Learning => BeginToForward(),
        _ => StepActive(),
    };

    private bool BeginToLearn()
    {
        ForgetNews();
        if (!_learns)
        {
            return false;
        }

        _listening = Listening.Learning;
        return true;
    }

    private bool BeginToForward()
    {
        ForgetNews();
        if (IsActive && _forwards && !IsEdge)
        {
            _listening = Listening.Active;
            Tree.TopologyChanges++;
            TellOfChange();
            Tree.PropagateChange(except: this);
            return true;
        }

        if (IsActive || _learns)
        {
            return false;
        }

        _listening = Listening.Inactive;
        Tree.Bridge.ForgetLearned(Member);
        _changeWhile = 0;
        _acknowledges = false;
        return true;
    }

    private bool StepActive()
    {
        if (!IsActive || IsEdge)
        {
            _listening = Listening.Learning;
            return true;
        }

        if (_heardNotification || _heardChange)
        {
            if (_heardNotification)
            {
                TellOfChange();
                _acknowledges |= Role == SpanningTreeRole.Designated;
            }

            _heardNotification = _heardChange = false;
            Tree.PropagateChange(except: this);
            return true;
        }

        if (PropagatesChange)
        {
            PropagatesChange = false;
            TellOfChange();
            Tree.Bridge.ForgetLearned(Member);
            return true;
        }

        if (_heardAcknowledgment)
        {
            _heardAcknowledgment = false;
            _changeWhile = 0;
            return true;
        }

        return false;
    }

    // (17.21.7: newTcWhile)
    private void TellOfChange()
    {
        if (_changeWhile > 0)
        {
            return;
        }

        SpanningTreeTimes times = Tree.DesignatedTimes;
        _changeWhile = _sendsRapid ? times.HelloTime + 1 : times.MaxAge + times.ForwardDelay;
        _hasNews = true;
    }

    private void ForgetNews() => _heardChange = _heardNotification = _heardAcknowledgment = PropagatesChange = false;
}
