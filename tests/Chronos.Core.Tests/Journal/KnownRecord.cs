namespace Chronos.Core.Tests.Journal;

/// <summary>Records whose bytes follow from their sequence; also what the process to be killed appends.</summary>
internal static class KnownRecord
{
    public static byte[] Payload(long sequence)
    {
        var payload = new byte[(sequence * 37 % 600) + 1];
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] = unchecked((byte)((sequence * 31) + (i * 7) + 1));
        }

        return payload;
    }

    public static ushort TypeOf(long sequence) => (ushort)(1 + (sequence % 5));

    public static long TimeOf(long sequence) => 1_700_000_000_000_000_000 + sequence;
}
