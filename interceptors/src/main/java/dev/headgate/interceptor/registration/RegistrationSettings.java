package dev.headgate.interceptor.registration;

import dev.headgate.kit.option.Values;

/**
 * The settings of a {@link RegistrationInterceptor}, read and valid.
 *
 * @param quorum servers of ZooKeeper, as its client takes them
 * @param path the tier's node
 * @param address name of the node below it
 */
record RegistrationSettings(String quorum, String path, String address) {
    static RegistrationSettings of(Values values) {
        return new RegistrationSettings(
                String.join(",", values.get(RegistrationOptions.ZOOKEEPER)),
                values.get(RegistrationOptions.PATH),
                values.get(RegistrationOptions.ADDRESS));
    }

    String node() {
        return path + "/" + address;
    }

    String host() {
        return address.substring(0, address.lastIndexOf(':'));
    }

    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
