using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Vimage.Substitution.Il;

/// <summary>Where a value in a local variable may still be read.</summary>
/// <remarks>Taking the variable's address counts as reading it, except to initialise it.</remarks>
internal sealed class LocalLiveness(MethodCode code)
{
    private readonly Dictionary<int, bool[]> _liveBefore = [];

    // Where a finally block may go on. Which of them it is depends on how it was entered.
    private readonly int[] _leaveTargets =
    [
        .. code.Instructions
            .Where(static instruction => instruction.Is(OpCodes.Leave) || instruction.Is(OpCodes.Leave_S))
            .Select(instruction => code.IndexAt(instruction.Operand)),
    ];

    /// <summary>Returns whether the value that a variable has after an instruction may be read later.</summary>
    internal bool IsLiveAfter(int index, int variable)
    {
        if (!_liveBefore.TryGetValue(variable, out bool[]? live))
        {
            _liveBefore.Add(variable, live = Analyze(variable));
        }

        return IsLiveAfter(index, live);
    }

    // Backwards to a fixed point: the method is straight in the main, so that a few rounds do.
    private bool[] Analyze(int variable)
    {
        bool[] live = new bool[code.Instructions.Length];
        bool changed;
        do
        {
            changed = false;
            for (int i = live.Length - 1; i >= 0; i--)
            {
                bool before = IsRead(i, variable) || (!IsOverwritten(i, variable) && IsLiveAfter(i, live));
                changed |= before != live[i];
                live[i] = before;
            }
        }
        while (changed);
        return live;
    }

    private bool IsLiveAfter(int index, bool[] live)
    {
        Instruction instruction = code.Instructions[index];
        bool fallsThrough = instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
        if (fallsThrough && index + 1 < live.Length && live[index + 1])
        {
            return true;
        }

        foreach (int target in code.TargetsOf(index))
        {
            if (live[code.IndexAt(target)])
            {
                return true;
            }
        }

        return IsLiveInHandler(instruction.Offset, live)
            || (instruction.Is(OpCodes.Endfinally) && _leaveTargets.Any(target => live[target]));
    }

    private bool IsLiveInHandler(int offset, bool[] live)
    {
        foreach (ExceptionRegion region in code.Regions)
        {
            bool isTried = offset >= region.TryOffset && offset < region.TryOffset + region.TryLength;
            bool hasFilter = region.Kind == ExceptionRegionKind.Filter;
            bool isFilter = hasFilter && offset >= region.FilterOffset && offset < region.HandlerOffset;
            if (((isTried || isFilter) && live[code.IndexAt(region.HandlerOffset)])
                || (isTried && hasFilter && live[code.IndexAt(region.FilterOffset)]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsRead(int index, int variable)
    {
        LocalAccess access = LocalAccess.Of(code.Instructions[index]);
        return access.Variable == variable
            && (access.Kind == LocalAccessKind.Load || (access.Kind == LocalAccessKind.Address && !IsInitialized(index)));
    }

    private bool IsOverwritten(int index, int variable)
    {
        LocalAccess access = LocalAccess.Of(code.Instructions[index]);
        return access.Variable == variable
            && (access.Kind == LocalAccessKind.Store || (access.Kind == LocalAccessKind.Address && IsInitialized(index)));
    }

    private bool IsInitialized(int index) =>
        code.IsStraight(index, 2) && code.Instructions[index + 1].Is(OpCodes.Initobj);
}
