using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Chronos.Conventions.Tests.Metadata;

/// <summary>The metadata tokens in a method's instructions.</summary>
internal static class MethodTokens
{
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<ushort, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => unchecked((ushort)o.Value), o => o.OperandType);

    public static IEnumerable<EntityHandle> Of(byte[] instructions)
    {
        for (var at = 0; at < instructions.Length;)
        {
            ushort code = instructions[at++];
            if (code == TwoBytes)
            {
                code = (ushort)((code << 8) | instructions[at++]);
            }

            var operand = Operands[code];
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return MetadataTokens.EntityHandle(BinaryPrimitives.ReadInt32LittleEndian(instructions.AsSpan(at)));
            }

            at += operand == OperandType.InlineSwitch
                ? 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(instructions.AsSpan(at)))
                : Size(operand);
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
