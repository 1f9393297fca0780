using System.Runtime.InteropServices;

namespace Chronos.Core.Signing;

/// <summary>
/// libcrypto's <c>SHA256_CTX</c>, in native byte order:
/// <code>
///    0                               32      40                                      104    108    112
///   +-------------------------------+-------+---------------------------------------+------+------+
///   | h[8]: the chaining state      |Nl  Nh | data[16]: bytes not yet compressed    | num  |md_len|
///   +-------------------------------+-------+---------------------------------------+------+------+
/// </code>
/// The block function reads and writes <c>h</c> alone; the rest belongs to the streaming calls, which are not used.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Sha256Context
{
    public fixed uint State[8];
    public uint BitCountLow;
    public uint BitCountHigh;
    public fixed uint Data[16];
    public uint BytesInData;
    public uint DigestBytes;
}
