using System;

namespace Legacy
{
    internal enum ErrorCode
    {
        Syntax,
        TypeMismatch,
        NoSuchLine,
        NextWithoutFor,
        ReturnWithoutGosub,
        OutOfData,
        OutOfMemory,
        DivisionByZero,
        BadSubscript,
        IllegalQuantity,
        FileNotFound,
        TooLong,
    }

    internal sealed class BasicException : Exception
    {
        internal BasicException(ErrorCode code)
        {
            Code = code;
        }

        internal ErrorCode Code { get; }
    }

    internal static class Errors
    {
        private static readonly string[] texts =
        {
            "SYNTAX", "TYPE MISMATCH", "UNDEFINED LINE", "NEXT WITHOUT FOR", "RETURN WITHOUT GOSUB", "OUT OF DATA", "OUT OF MEMORY",
            "DIVISION BY ZERO", "BAD SUBSCRIPT", "ILLEGAL QUANTITY", "FILE NOT FOUND", "TOO LONG",
        };

        private static readonly int[] counts = new int[texts.Length];

        public static ErrorCode? Last;
        public static int Line;

        internal static void Report(BasicException fault)
        {
            Last = fault.Code;
            counts[(int)fault.Code]++;
            Terminal.Flush();
            Terminal.WriteLine($"?{texts[(int)fault.Code]} ERROR IN {Line}");
        }

        internal static int CountOf(ErrorCode code) => counts[(int)code];

        internal static void Clear()
        {
            Last = null;
            Line = 0;
        }
    }
}
