namespace Chronos.Core.Signing;

/// <summary>The HMAC-SHA256 test cases of RFC 4231, section 4; case 5 is the truncated one.</summary>
internal static class Rfc4231
{
    public static Rfc4231Vector[] Vectors { get; } =
    [
        new(1, Repeat(0x0b, 20), "Hi There"u8.ToArray(),
            Convert.FromHexString("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")),
        new(2, "Jefe"u8.ToArray(), "what do ya want for nothing?"u8.ToArray(),
            Convert.FromHexString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")),
        new(3, Repeat(0xaa, 20), Repeat(0xdd, 50),
            Convert.FromHexString("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")),
        new(4, Convert.FromHexString("0102030405060708090a0b0c0d0e0f10111213141516171819"), Repeat(0xcd, 50),
            Convert.FromHexString("82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")),
        new(5, Repeat(0x0c, 20), "Test With Truncation"u8.ToArray(),
            Convert.FromHexString("a3b6167473100ee06e0c796c2955552b")),
        new(6, Repeat(0xaa, 131), "Test Using Larger Than Block-Size Key - Hash Key First"u8.ToArray(),
            Convert.FromHexString("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")),
        new(7, Repeat(0xaa, 131),
            ("This is a test using a larger than block-size key and a larger than block-size data. "u8
                + "The key needs to be hashed before being used by the HMAC algorithm."u8).ToArray(),
            Convert.FromHexString("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")),
    ];

    private static byte[] Repeat(byte value, int count)
    {
        var bytes = new byte[count];
        Array.Fill(bytes, value);
        return bytes;
    }
}
