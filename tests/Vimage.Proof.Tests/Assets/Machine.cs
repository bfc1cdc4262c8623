using System;
using System.Collections.Generic;
using System.Text;

namespace Plant;

/// <summary>What the machine can do.</summary>
public enum Op
{
    Push, Pop, Add, Sub, Mul, Div, Dup, Swap, Load, Store, Jump, JumpIfZero, Call, Return, Print, Halt,
}

/// <summary>One instruction.</summary>
public struct Cell
{
    public Op Op;
    public int Argument;

    public readonly bool IsJump => Op is Op.Jump or Op.JumpIfZero or Op.Call;

    public void Patch(int argument) => Argument = argument;
}

/// <summary>A stack machine written as if it were 1985: everything is a global.</summary>
public static class Machine
{
    public const int MaxStack = 256;
    public static int programCounter;
    public static int stackPointer;
    public static int callDepth = 1;
    public static long ticks;
    public static bool running;
    public static bool tracing = Environment.ProcessorCount > 100000;
    public static double load = 0.5, peak = 12.25;
    public static char prompt = '>';
    public static byte lastFault;
    public static string banner = "machine " + MaxStack;
    public static int[] stack = new int[MaxStack];
    public static int[] memory = { 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144 };
    public static int[][] pages = new int[4][];
    public static ulong[,] grid = new ulong[8, 8];
    public static ulong mask = 0x7FFF_1234_5678_9ABCUL;
    public static Cell current;
    public static Cell[] program = new Cell[64];
    public static Op lastOp = Op.Halt;
    public static Dictionary<string, int> symbols = new(StringComparer.Ordinal) { ["main"] = 0, ["exit"] = 63 };
    public static List<string> output = [];
    public static StringBuilder? log;
    public static Func<int, int>? hook;
    public static Action<string> writer = static text => output.Add(text);
    public static object gate = new();
    public static volatile bool stopRequested;
    private static int s_faults;
    private static readonly int s_seed = Environment.TickCount;
    [ThreadStatic]
    private static int t_nesting;

    static Machine()
    {
        for (int page = 0; page < pages.Length; page++)
        {
            pages[page] = new int[16];
        }

        running = s_seed != 0 || running;
    }

    public static int Counter { get; private set; } = 3;

    public static string? Name { get; set; }

    public static event Action<int>? Faulted;

    public static void Reset()
    {
        programCounter = 0;
        stackPointer = 0;
        ticks = 0L;
        running = true;
        stopRequested = false;
        lastFault = 0;
        lastOp = Op.Halt;
        output.Clear();
        Array.Clear(stack);
        log ??= new StringBuilder();
        Counter = 0;
        Name = null;
    }

    public static void Push(int value)
    {
        if (stackPointer >= MaxStack)
        {
            Fault(1);
            return;
        }

        stack[stackPointer++] = value;
    }

    public static int Pop() => stackPointer > 0 ? stack[--stackPointer] : Fault(2);

    public static int Peek(int depth)
    {
        int at = stackPointer - 1 - depth;
        return at >= 0 && at < stack.Length ? stack[at] : Fault(3);
    }

    public static int Fault(int code)
    {
        s_faults++;
        lastFault = (byte)code;
        running = false;
        Faulted?.Invoke(code);
        return -code;
    }

    public static int Emit(int at, Op op, int argument = 0)
    {
        program[at].Op = op;
        program[at].Argument = argument;
        current = program[at];
        if (current.IsJump && argument < 0)
        {
            current.Argument = 0;
            program[at].Patch(current.Argument);
        }

        return at + 1;
    }

    public static long Run(int limit)
    {
        t_nesting++;
        try
        {
            while (running && !stopRequested && ticks < limit)
            {
                Step();
            }
        }
        catch (DivideByZeroException fault) when (lastOp == Op.Div)
        {
            output.Add(fault.Message);
            Fault(4);
        }
        finally
        {
            t_nesting--;
            load = (load * 0.9) + (ticks * 0.1);
            peak = Math.Max(peak, load);
        }

        return ticks;
    }

    public static void Step()
    {
        current = program[programCounter++];
        lastOp = current.Op;
        ticks++;
        int a, b;
        switch (current.Op)
        {
            case Op.Push: Push(current.Argument); break;
            case Op.Pop: _ = Pop(); break;
            case Op.Add: Push(Pop() + Pop()); break;
            case Op.Sub: b = Pop(); a = Pop(); Push(a - b); break;
            case Op.Mul: Push(Pop() * Pop()); break;
            case Op.Div: b = Pop(); a = Pop(); Push(a / b); break;
            case Op.Dup: Push(Peek(0)); break;
            case Op.Swap: a = Pop(); b = Pop(); Push(a); Push(b); break;
            case Op.Load: Push(memory[current.Argument]); break;
            case Op.Store: memory[current.Argument] = Pop(); break;
            case Op.Jump: programCounter = current.Argument; break;
            case Op.JumpIfZero:
                if (Pop() == 0)
                {
                    programCounter = current.Argument;
                }

                break;
            case Op.Call:
                callDepth += 1;
                Push(programCounter);
                programCounter = current.Argument;
                break;
            case Op.Return:
                callDepth -= 1;
                programCounter = Pop();
                break;
            case Op.Print: writer(prompt + Pop().ToString()); break;
            default: running = false; break;
        }

        if (tracing)
        {
            log?.Append(lastOp).Append(' ').Append(programCounter).Append(';');
        }

        if (hook is { } each)
        {
            Counter += each(programCounter);
        }
    }

    public static int Resolve(string name) => name switch
    {
        "sp" => stackPointer,
        "pc" => programCounter,
        "depth" => callDepth,
        "faults" => s_faults,
        "nesting" => t_nesting,
        "seed" => s_seed,
        "banner" => banner.Length,
        _ => symbols.TryGetValue(name, out int at) ? at : Fault(5),
    };

    public static ulong Checksum()
    {
        ulong sum = mask;
        for (int row = 0; row < 8; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                grid[row, column] ^= sum >> (row + column);
                sum = (sum * 0x0000_6C07_8965_0001UL) + grid[row, column];
            }
        }

        foreach (int[] page in pages)
        {
            foreach (int word in page)
            {
                sum += (ulong)word;
            }
        }

        mask |= sum & 0x0000_00FF_FFFF_FFFFUL;
        return sum;
    }
}
