"""Puts the connectors of a process together: those inside it, and the way out for those of packs."""

from chat.assembly.settings import ChatSettings
from chat.connectors.addresses import Addresses
from chat.connectors.connectors import Connectors, recording
from chat.connectors.http_connector import Outward
from chat.connectors.secrets import Secrets
from chat.orders.connectors import order_connectors
from chat.orders.order_book import OrderBook
from chat.packs.current import CurrentPacks
from kit.clock import Clock
from kit.database import Database


def current_packs(settings: ChatSettings) -> CurrentPacks:
    addresses = Addresses(settings.connector_hosts.split())
    secrets = Secrets(settings.connector_secrets, settings.secrets_folder)
    outward = Outward(addresses, secrets, settings.connector_calls_at_once)
    return CurrentPacks(settings.served_packs, settings.pack_folders, outward)


def connectors_of(database: Database, clock: Clock, order_book: OrderBook, packs: CurrentPacks) -> Connectors:
    return Connectors(order_connectors(order_book, clock), packs.connector, recording(database, clock))
