using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Views;

/// <summary>
/// Puts calls of static accessors in place of those over views, so that code with a hoisted look-up becomes the code without.
/// </summary>
/// <remarks>
/// A local variable with a view is written by <c>call INIT_VNET_x; stloc</c>, and each use is <c>ldloca; (arguments); call</c>. The
/// former and the <c>ldloca</c> become <c>nop</c>, and the call names another method; the local variable stays, unused. Where one of
/// the uses is another, such as handing the view on, all of them stay.
/// </remarks>
/// <param name="input">The assembly.</param>
/// <param name="original">Its file.</param>
/// <param name="symbols">Its portable PDB, if there is one.</param>
internal sealed class ViewUses(ManagedImage input, byte[] original, MetadataReader? symbols)
{
    private readonly MetadataReader _metadata = input.Metadata;
    private readonly ViewMembers _members = new(input.Metadata);
    private byte[]? _image;

    /// <summary>Returns the file without those uses; the same array if there are none.</summary>
    /// <exception cref="BadImageFormatException">A method is not IL.</exception>
    internal byte[] Replace()
    {
        if (!_members.IsEmpty)
        {
            foreach (MethodDefinitionHandle method in _metadata.MethodDefinitions)
            {
                if (input.DecodeOrTell(method) is { } code && Array.Exists(code.Instructions, IsHookCall))
                {
                    Replace(code);
                }
            }
        }

        return _image ?? original;
    }

    private bool IsHookCall(Instruction instruction) => instruction.Is(OpCodes.Call) && _members.IsHook(instruction.Operand);

    private void Replace(MethodCode code)
    {
        Instruction[] instructions = code.Instructions;
        Dictionary<int, ViewLocal?> locals = [];
        for (int i = 0; i < instructions.Length; i++)
        {
            LocalAccess access = LocalAccess.Of(instructions[i]);
            if (access.Kind != LocalAccessKind.None)
            {
                ViewLocal? local = locals.TryGetValue(access.Variable, out ViewLocal? known) ? known : new ViewLocal();
                locals[access.Variable] = local is not null && Add(local, code, i, access.Kind) ? local : null;
            }
        }

        foreach (ViewLocal local in locals.Values.OfType<ViewLocal>().Where(static local => local.Stores.Count > 0))
        {
            Write(code, local);
        }
    }

    private bool Add(ViewLocal local, MethodCode code, int index, LocalAccessKind kind)
    {
        if (kind == LocalAccessKind.Store)
        {
            local.Stores.Add(index);
            return index > 0 && IsHookCall(code.Instructions[index - 1]) && code.IsStraight(index - 1, 2);
        }

        local.Receivers.Add(index);
        return kind == LocalAccessKind.Address && IsReceived(local, code, index, index + 1, above: 0);
    }

    // By "view.V_x++" and the like the address is duplicated, and taken twice.
    private bool IsReceived(ViewLocal local, MethodCode code, int first, int index, int above)
    {
        if (StackWalk.FindConsumer(code, _metadata, index, above) is not { Below: 0 } consumer
            || !code.IsEnteredOnlyAt(first, consumer.Index))
        {
            return false;
        }

        Instruction instruction = code.Instructions[consumer.Index];
        if (instruction.Is(OpCodes.Dup))
        {
            local.Receivers.Add(consumer.Index);
            int calls = local.Calls.Count;
            bool isReceived = IsReceived(local, code, first, consumer.Index + 1, above: 0)
                && IsReceived(local, code, first, consumer.Index + 1, above: 1);
            if (isReceived && local.Calls.Count == calls + 2)
            {
                local.Increments.Add((local.Calls[calls], local.Calls[calls + 1]));
            }

            return isReceived;
        }

        local.Calls.Add(consumer.Index);
        return instruction.Is(OpCodes.Call) && _members.FindStatic(instruction.Operand) is not null;
    }

    private void Write(MethodCode code, ViewLocal local)
    {
        _image ??= (byte[])original.Clone();
        Instruction[] instructions = code.Instructions;
        foreach (int store in local.Stores)
        {
            // The vnet is "null" in this mode; anything else may have effects, and is evaluated.
            bool isNull = store > 1 && instructions[store - 2].Is(OpCodes.Ldnull) && code.IsStraight(store - 2, 2);
            int first = isNull ? store - 2 : store - 1;
            Fill(code, instructions[first].Offset, instructions[store].End);
            if (!isNull)
            {
                _image[code.Start + instructions[first].Offset] = (byte)OpCodes.Pop.Value;
            }
        }

        foreach (int receiver in local.Receivers)
        {
            Fill(code, instructions[receiver].Offset, instructions[receiver].End);
        }

        foreach (int call in local.Calls)
        {
            int token = MetadataTokens.GetToken(_members.FindStatic(instructions[call].Operand)!.Value);
            for (int i = 0; i < sizeof(int); i++)
            {
                _image[code.Start + instructions[call].Offset + 1 + i] = (byte)(token >> (8 * i));
            }
        }

        ReceiverTemporaries temporaries = new(code, symbols is null ? null : MethodSymbols.Read(symbols, code.Method), _image);
        foreach ((int get, int set) in local.Increments)
        {
            temporaries.RemoveFrom(get, set);
        }

        foreach (int call in local.Calls)
        {
            temporaries.RemoveAround(call);
        }
    }

    private void Fill(MethodCode code, int from, int to)
    {
        for (int at = from; at < to; at++)
        {
            _image![code.Start + at] = (byte)OpCodes.Nop.Value;
        }
    }

    /// <summary>The indexes of what uses one local variable with a view.</summary>
    private sealed class ViewLocal
    {
        internal List<int> Stores { get; } = [];

        internal List<int> Receivers { get; } = [];

        internal List<int> Calls { get; } = [];

        /// <summary>Gets the calls that share a receiver: a read, and the write that it is for.</summary>
        internal List<(int Get, int Set)> Increments { get; } = [];
    }
}
