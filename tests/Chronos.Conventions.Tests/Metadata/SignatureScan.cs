using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Chronos.Conventions.Tests.Metadata;

/// <summary>Reads a signature for the types of the assembly in it and for floating-point numbers; the answer is whether there are any of these.</summary>
internal sealed class SignatureScan(Action<TypeDefinitionHandle> onType) : ISignatureTypeProvider<bool, object?>
{
    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode is PrimitiveTypeCode.Double or PrimitiveTypeCode.Single;

    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        onType(handle);
        return false;
    }

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

    public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) =>
        genericType || typeArguments.Contains(true);

    public bool GetFunctionPointerType(MethodSignature<bool> signature) =>
        signature.ReturnType || signature.ParameterTypes.Contains(true);

    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => unmodifiedType;

    public bool GetArrayType(bool elementType, ArrayShape shape) => elementType;

    public bool GetSZArrayType(bool elementType) => elementType;

    public bool GetByReferenceType(bool elementType) => elementType;

    public bool GetPointerType(bool elementType) => elementType;

    public bool GetPinnedType(bool elementType) => elementType;

    public bool GetGenericMethodParameter(object? genericContext, int index) => false;

    public bool GetGenericTypeParameter(object? genericContext, int index) => false;
}
