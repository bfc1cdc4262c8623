using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;

namespace Vimage.Substitution.Tests.Harness;

/// <summary>
/// Prints the IL of a loaded method with everything that does not matter taken out: no <c>nop</c>, no offsets, no tokens, no
/// difference of short and long forms, and local variables numbered by first use.
/// </summary>
/// <remarks>It reads by reflection, so that it shares nothing with what it judges.</remarks>
internal static class IlText
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Dictionary<short, OpCode> s_opcodes = typeof(OpCodes).GetFields()
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static opcode => opcode.Value);

    /// <summary>Returns the text of every method with a body, by the method's full signature.</summary>
    internal static SortedDictionary<string, string> OfAll(Assembly assembly)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (Type type in assembly.GetTypes())
        {
            foreach (MethodBase method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
            {
                if (method.GetMethodBody() is { } body)
                {
                    texts.Add($"{type}::{method}", Of(method, body));
                }
            }
        }

        return texts;
    }

    private static string Of(MethodBase method, MethodBody body)
    {
        byte[] il = body.GetILAsByteArray()!;
        Locals locals = new(body);
        List<(int Offset, string Text, int[] Targets)> instructions = [];
        for (int at = 0; at < il.Length;)
        {
            int offset = at;
            OpCode opcode = s_opcodes[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += opcode.Size;
            int[] targets = [];
            string operand = "";
            switch (opcode.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget:
                    targets = [at + 1 + (sbyte)il[at]];
                    break;
                case OperandType.InlineBrTarget:
                    targets = [at + 4 + BitConverter.ToInt32(il, at)];
                    break;
                case OperandType.InlineSwitch:
                    int count = BitConverter.ToInt32(il, at);
                    int next = at + 4 + (4 * count);
                    int table = at + 4;
                    targets = [.. Enumerable.Range(0, count).Select(i => next + BitConverter.ToInt32(il, table + (4 * i)))];
                    break;
                case OperandType.InlineString:
                    operand = " \"" + method.Module.ResolveString(BitConverter.ToInt32(il, at)) + "\"";
                    break;
                case OperandType.InlineSig:
                    operand = " " + Convert.ToHexString(method.Module.ResolveSignature(BitConverter.ToInt32(il, at)));
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    operand = " " + Member(method, BitConverter.ToInt32(il, at));
                    break;
                default:
                    operand = " " + Convert.ToHexString(il, at, OperandSize(opcode));
                    break;
            }

            at += opcode.OperandType == OperandType.InlineSwitch ? 4 + (4 * targets.Length) : OperandSize(opcode);
            if (opcode != OpCodes.Nop)
            {
                instructions.Add((offset, locals.Name(opcode, il, offset) ?? Long(opcode.Name!) + operand, targets));
            }
        }

        return Write(body, instructions);
    }

    private static string Write(MethodBody body, List<(int Offset, string Text, int[] Targets)> instructions)
    {
        int Label(int offset) => instructions.TakeWhile(instruction => instruction.Offset < offset).Count();
        StringBuilder text = new();
        foreach ((_, string line, int[] targets) in instructions)
        {
            text.Append(line).Append(string.Concat(targets.Select(target => $" {Label(target)}"))).Append('\n');
        }

        foreach (ExceptionHandlingClause clause in body.ExceptionHandlingClauses)
        {
            bool isFilter = clause.Flags == ExceptionHandlingClauseOptions.Filter;
            text.Append(CultureInfo.InvariantCulture, $"{clause.Flags} {(clause.Flags == 0 ? clause.CatchType : null)}")
                .Append(CultureInfo.InvariantCulture, $" {Label(clause.TryOffset)}-{Label(clause.TryOffset + clause.TryLength)}")
                .Append(CultureInfo.InvariantCulture, $" {Label(clause.HandlerOffset)}-{Label(clause.HandlerOffset + clause.HandlerLength)}")
                .Append(CultureInfo.InvariantCulture, $" {(isFilter ? Label(clause.FilterOffset) : 0)}\n");
        }

        return text.ToString();
    }

    private static string Member(MethodBase method, int token)
    {
        Type[] typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        MemberInfo member = method.Module.ResolveMember(token, typeArguments, methodArguments)!;
        return member is Type self ? self.ToString() : $"{member.DeclaringType}::{member}";
    }

    private static string Long(string name) => name.EndsWith(".s", StringComparison.Ordinal) ? name[..^2] : name;

    private static int OperandSize(OpCode opcode) => opcode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private sealed class Locals(MethodBody body)
    {
        private readonly Dictionary<int, int> _numbers = [];

        /// <summary>Returns an access to a local variable, named by order of first use; <see langword="null"/> for the rest.</summary>
        internal string? Name(OpCode opcode, byte[] il, int offset)
        {
            string name = opcode.Name!;
            if (!name.StartsWith("ldloc", StringComparison.Ordinal) && !name.StartsWith("stloc", StringComparison.Ordinal))
            {
                return null;
            }

            int index = opcode.OperandType switch
            {
                OperandType.InlineNone => name[^1] - '0',
                OperandType.ShortInlineVar => il[offset + 1],
                _ => BitConverter.ToUInt16(il, offset + 2),
            };
            if (!_numbers.TryGetValue(index, out int number))
            {
                _numbers.Add(index, number = _numbers.Count);
            }

            string access = name.StartsWith("ldloca", StringComparison.Ordinal) ? "ldloca" : name[..5];
            return $"{access} {number}: {body.LocalVariables[index].LocalType}";
        }
    }
}
