using System.Buffers.Binary;

namespace Vimage.Substitution.Metadata;

/// <summary>
/// The columns of metadata tables. One that holds an index has two bytes where these do for all that it can refer to, otherwise
/// four; one that holds a number has four (ECMA-335 II.24.2.6).
/// </summary>
internal static class TableColumn
{
    /// <summary>Sets a column of a row.</summary>
    /// <param name="file">The file that the table is in.</param>
    /// <param name="at">Where in it the column begins.</param>
    /// <param name="size">The column's size in bytes.</param>
    /// <param name="value">What to write, which the size does for.</param>
    internal static void Write(byte[] file, int at, int size, int value)
    {
        Span<byte> column = file.AsSpan(at, size);
        if (size == sizeof(int))
        {
            BinaryPrimitives.WriteInt32LittleEndian(column, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(column, (ushort)value);
        }
    }
}
