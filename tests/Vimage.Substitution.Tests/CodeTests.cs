using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Tests;

/// <summary>The decoder, on code that compilers of C# do not write.</summary>
public sealed class CodeTests
{
    private const byte Nop = 0x00;
    private const byte BranchShort = 0x2B;
    private const byte Return = 0x2A;
    private const byte LoadLocal0 = 0x06;
    private const byte StoreLocal0 = 0x0A;
    private const byte BranchTrueShort = 0x2D;
    private const byte LoadConstant0 = 0x16;
    private const byte Pop = 0x26;

    [Fact]
    public void BranchesIntoARangeAndOutOfIt_OpenIt()
    {
        // 0: br.s 3; 2: nop; 3: nop; 4: ldc.i4.0; 5: brtrue.s 8; 7: nop; 8: ret
        MethodCode code = Decode(BranchShort, 1, Nop, Nop, LoadConstant0, BranchTrueShort, 1, Nop, Return);
        Assert.False(code.IsClosed(1, 3));
        Assert.True(code.IsClosed(0, 3));
        Assert.True(code.IsClosed(3, 6));
        Assert.False(code.IsClosed(3, 5));
        Assert.True(code.IsTarget(2));
        Assert.False(code.IsStraight(1, 2));
        Assert.True(code.IsStraight(2, 4));
    }

    [Fact]
    public void ASwitchLeadsToAllItsTargets()
    {
        // 0: ldc.i4.0; 1: switch (15, 14); 14: nop; 15: ret
        MethodCode code = Decode(LoadConstant0, 0x45, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, Nop, Return);
        Assert.Equal([15, 14], code.TargetsOf(1));
        Assert.True(code.IsTarget(2) && code.IsTarget(3));
    }

    [Fact]
    public void AValueLivesOnInALoop()
    {
        // 0: ldc.i4.0; 1: stloc.0; 2: nop; 3: ldloc.0; 4: brtrue.s 2; 6: ldc.i4.0; 7: stloc.0; 8: ldloc.0; 9: pop; 10: ret
        MethodCode code = Decode(
            LoadConstant0, StoreLocal0, Nop, LoadLocal0, BranchTrueShort, unchecked((byte)-4), LoadConstant0, StoreLocal0, LoadLocal0, Pop, Return);
        LocalLiveness liveness = new(code);
        Assert.True(liveness.IsLiveAfter(1, 0));
        Assert.True(liveness.IsLiveAfter(4, 0));
        Assert.False(liveness.IsLiveAfter(5, 0));
        Assert.True(liveness.IsLiveAfter(6, 0));
        Assert.False(liveness.IsLiveAfter(7, 0));
        Assert.False(liveness.IsLiveAfter(1, 1));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, "0xFF at IL_0000")]
    [InlineData(new byte[] { Nop, 0xFE }, "0xFE at IL_0001")]
    [InlineData(new byte[] { 0x28, 1, 0 }, "call at IL_0000")]
    [InlineData(new byte[] { 0x45, 0xFF, 0xFF, 0xFF, 0x7F }, "switch at IL_0000")]
    [InlineData(new byte[] { 0x45, 0xFF, 0xFF, 0xFF, 0xFF }, "switch at IL_0000")]
    [InlineData(new byte[] { BranchShort, 5 }, "IL_0007")]
    [InlineData(new byte[] { BranchShort, unchecked((byte)-1) }, "IL_0001")]
    public void WhatIsNoCode_IsSaidToBeSo(byte[] bytes, string what) =>
        Assert.Contains(what, Assert.Throws<BadImageFormatException>(() => Decode(bytes)).Message, StringComparison.Ordinal);

    [Fact]
    public void EveryOpcode_HasItsSize()
    {
        foreach (OpCode opcode in typeof(OpCodes).GetFields().Select(static field => (OpCode)field.GetValue(null)!)
            .Where(static opcode => opcode.OpCodeType != OpCodeType.Nternal && opcode.OperandType != OperandType.InlineSwitch))
        {
            byte[] encoded = opcode.Size == 1 ? [(byte)opcode.Value] : [0xFE, (byte)opcode.Value];
            Instruction instruction = Decode([.. encoded, .. new byte[OpCodeTable.OperandSize(opcode)], Return]).Instructions[0];
            Assert.True(instruction.Is(opcode));
        }
    }

    private static MethodCode Decode(params byte[] code) =>
        MethodCode.Decode(default, code, 0, code.Length, ImmutableArray<ExceptionRegion>.Empty);
}
